import Glibc

/// The rows of a history file, appended under a lock and read from the end.
///
/// Every operation opens the file anew, so that a shell which outlives an erasure by another one does not go on writing
/// to a file that has no name any more. A row without a line end is what a crash left: it is dropped on reading, and
/// the next writer ends it.
struct HistoryFile {
    /// Where it is.
    let path: String

    /// Appends rows in one write.
    ///
    /// - Returns: Whether they are in the file; a history that cannot be written must not stop a shell.
    func append(_ rows: [UInt8]) -> Bool {
        withLockedFile { descriptor in
            var bytes = rows
            let size = lseek(descriptor, 0, SEEK_END)
            var last: UInt8 = 0x0A
            if size > 0 { _ = unsafe pread(descriptor, &last, 1, size - 1) }
            if last != 0x0A { bytes.insert(0x0A, at: 0) }
            return unsafe write(descriptor, bytes, bytes.count) == bytes.count
        } ?? false
    }

    /// Writes the file anew with the rows that are kept.
    ///
    /// - Returns: How many were left out, or `nil` when the file could not be written.
    func rewrite(keeping isKept: (ArraySlice<UInt8>) -> Bool) -> Int? {
        let temporary = path + ".new"
        return withLockedFile { descriptor -> Int? in
            guard let bytes = read(descriptor) else { return nil }
            var kept: [UInt8] = []
            var dropped = 0
            for row in bytes.split(separator: 0x0A) {
                if isKept(row) { kept += row + [0x0A] } else { dropped += 1 }
            }
            let output = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard output >= 0 else { return nil }
            defer { close(output) }
            guard unsafe write(output, kept, kept.count) == kept.count, fsync(output) == 0,
                unsafe rename(temporary, path) == 0
            else {
                unsafe unlink(temporary)
                return nil
            }
            return dropped
        } ?? nil
    }

    /// The whole file; empty when there is none.
    func readAll() -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        return read(descriptor) ?? []
    }

    /// How many bytes the file has now.
    var size: Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Bytes from a place in the file.
    func read(from offset: Int, count: Int) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = unsafe max(pread(descriptor, buffer.baseAddress, count, off_t(offset)), 0)
        }
    }

    private func read(_ descriptor: Int32) -> [UInt8]? {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        let count = Int(status.st_size)
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = unsafe max(pread(descriptor, buffer.baseAddress, count, 0), 0)
        }
    }

    private func withLockedFile<Output>(_ body: (Int32) -> Output) -> Output? {
        while true {
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            while flock(descriptor, LOCK_EX) != 0 { guard errno == EINTR else { return nil } }
            var opened = stat()
            var named = stat()
            guard unsafe fstat(descriptor, &opened) == 0 else { return nil }
            // Another shell may have put a new file in this one's place while this one waited for the lock.
            guard unsafe stat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev else {
                continue
            }
            return body(descriptor)
        }
    }
}
