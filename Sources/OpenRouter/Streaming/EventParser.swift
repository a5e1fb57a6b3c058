import NIOCore

/// Turns the bytes of an event stream into events, wherever they were cut.
///
/// Lines end with LF, CR or CRLF; comments, `id` and `retry` are skipped; several `data` lines join with LF; a blank
/// line ends an event. An event that the stream's end cuts off is given all the same: whether it is whole shows when
/// it is read. What is kept at any time is at most one event, bounded by ``maximumBytes``.
///
/// Source: HTML standard, "Server-sent events", parsing an event stream.
struct EventParser {
    /// One event longer than the parser may hold.
    struct TooLong: Error, Hashable {
        var maximumBytes: Int
    }

    /// The most bytes of one event, its longest line included.
    let maximumBytes: Int
    private var buffer = ByteBuffer()
    /// How many bytes after the reader index hold no line end.
    private var scanned = 0
    private var data: ByteBuffer?
    private var skipsLineFeed = false
    private var isAtStart = true

    /// A parser at the beginning of a stream.
    ///
    /// 8 MiB is ten times the longest event on record, one with a picture.
    init(maximumBytes: Int = 8 << 20) {
        self.maximumBytes = maximumBytes
    }

    /// Takes the bytes that came next.
    mutating func append(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.discardReadBytes()
            buffer.writeImmutableBuffer(bytes)
        }
    }

    /// The data of the next whole event, or `nil` until more bytes come.
    mutating func next() throws(TooLong) -> ByteBuffer? {
        while let line = try nextLine() {
            if let event = take(line) { return event }
        }
        return nil
    }

    /// The data of an event that the stream's end cut off, if any.
    mutating func finish() -> ByteBuffer? {
        if let line = buffer.readSlice(length: buffer.readableBytes), line.readableBytes > 0 { _ = take(line) }
        defer { data = nil }
        return data
    }

    private mutating func nextLine() throws(TooLong) -> ByteBuffer? {
        if skipsLineFeed, let byte = buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) {
            skipsLineFeed = false
            if byte == 0x0A { buffer.moveReaderIndex(forwardBy: 1) }
        }
        guard let length = lineLength() else {
            scanned = buffer.readableBytes
            guard scanned <= maximumBytes else { throw TooLong(maximumBytes: maximumBytes) }
            return nil
        }
        scanned = 0
        guard length + (data?.readableBytes ?? 0) <= maximumBytes else { throw TooLong(maximumBytes: maximumBytes) }
        let line = buffer.readSlice(length: length)
        skipsLineFeed = buffer.readInteger(as: UInt8.self) == 0x0D
        return line
    }

    /// The length of the first line, where its end has come.
    private func lineLength() -> Int? {
        let bytes = Span<UInt8>(_bytes: buffer.readableBytesSpan)
        var index = scanned
        while index < bytes.count {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { return index }
            index += 1
        }
        return nil
    }

    /// Adds a line to the event at hand; returns the event when the line ends it.
    private mutating func take(_ line: ByteBuffer) -> ByteBuffer? {
        var line = line
        if isAtStart {
            isAtStart = false
            if line.readableBytesView.starts(with: [0xEF, 0xBB, 0xBF]) { line.moveReaderIndex(forwardBy: 3) }
        }
        guard line.readableBytes > 0 else {
            defer { data = nil }
            return data
        }
        guard line.readableBytesView.starts(with: "data".utf8) else { return nil }
        line.moveReaderIndex(forwardBy: 4)
        switch line.readInteger(as: UInt8.self) {
        case nil: break
        case UInt8(ascii: ":"):
            if line.getInteger(at: line.readerIndex, as: UInt8.self) == UInt8(ascii: " ") {
                line.moveReaderIndex(forwardBy: 1)
            }
        default: return nil
        }
        if data == nil {
            data = line
        } else {
            data?.writeStaticString("\n")
            data?.writeImmutableBuffer(line)
        }
        return nil
    }
}
