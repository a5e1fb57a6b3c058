import Foundation

extension StoredJSON {
    /// Where one value goes.
    struct ValueEncoder: Encoder, SingleValueEncodingContainer {
        let writer: Writer
        var codingPath: [any CodingKey] { [] }
        var userInfo: [CodingUserInfoKey: Any] { [:] }

        func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
            writer.begin(UInt8(ascii: "{"), UInt8(ascii: "}"))
            return KeyedEncodingContainer(Members<Key>(writer: writer, depth: writer.depth))
        }

        func unkeyedContainer() -> any UnkeyedEncodingContainer {
            writer.begin(UInt8(ascii: "["), UInt8(ascii: "]"))
            return Elements(writer: writer, depth: writer.depth)
        }

        func singleValueContainer() -> any SingleValueEncodingContainer { self }

        func encodeNil() { writer.write("null") }
        func encode(_ value: Bool) { writer.write(value ? "true" : "false") }
        func encode(_ value: String) { writer.writeString(value) }
        func encode(_ value: Int) { writer.write(String(value)) }
        func encode(_ value: Int8) { writer.write(String(value)) }
        func encode(_ value: Int16) { writer.write(String(value)) }
        func encode(_ value: Int32) { writer.write(String(value)) }
        func encode(_ value: Int64) { writer.write(String(value)) }
        func encode(_ value: UInt) { writer.write(String(value)) }
        func encode(_ value: UInt8) { writer.write(String(value)) }
        func encode(_ value: UInt16) { writer.write(String(value)) }
        func encode(_ value: UInt32) { writer.write(String(value)) }
        func encode(_ value: UInt64) { writer.write(String(value)) }
        func encode(_ value: Float) throws { try encode(Double(value)) }

        func encode(_ value: Double) throws {
            guard value.isFinite else {
                let context = EncodingError.Context(codingPath: codingPath, debugDescription: "JSON has no \(value)")
                throw EncodingError.invalidValue(value, context)
            }
            writer.write("\(value)")
        }

        func encode(_ value: some Encodable) throws {
            let depth = writer.depth
            try value.encode(to: self)
            writer.close(to: depth)
        }
    }

    /// The members of an object.
    struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let writer: Writer
        let depth: Int
        var codingPath: [any CodingKey] { [] }

        private func member(_ key: some CodingKey) -> ValueEncoder {
            writer.separate(at: depth)
            writer.writeString(key.stringValue)
            writer.write(":")
            return ValueEncoder(writer: writer)
        }

        func encodeNil(forKey key: Key) { member(key).encodeNil() }
        func encode(_ value: Bool, forKey key: Key) { member(key).encode(value) }
        func encode(_ value: String, forKey key: Key) { member(key).encode(value) }
        func encode(_ value: Int, forKey key: Key) { member(key).encode(value) }
        func encode(_ value: Double, forKey key: Key) throws { try member(key).encode(value) }
        func encode(_ value: some Encodable, forKey key: Key) throws { try member(key).encode(value) }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type,
            forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            member(key).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { member(key).unkeyedContainer() }
        func superEncoder() -> any Encoder { preconditionFailure("no value kept here has a class") }
        func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure("no value kept here has a class") }
    }

    /// The elements of an array.
    struct Elements: UnkeyedEncodingContainer {
        let writer: Writer
        let depth: Int
        var codingPath: [any CodingKey] { [] }
        private(set) var count = 0

        init(writer: Writer, depth: Int) {
            self.writer = writer
            self.depth = depth
        }

        private mutating func element() -> ValueEncoder {
            count += 1
            writer.separate(at: depth)
            return ValueEncoder(writer: writer)
        }

        mutating func encodeNil() { element().encodeNil() }
        mutating func encode(_ value: some Encodable) throws { try element().encode(value) }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) -> KeyedEncodingContainer<Nested> {
            element().container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { element().unkeyedContainer() }
        mutating func superEncoder() -> any Encoder { preconditionFailure("no value kept here has a class") }
    }
}
