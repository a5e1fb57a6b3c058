import Foundation
import Glibc

/// The files of one folder, by name, written so that a crash at any instant leaves a whole file.
///
/// Only regular files of the folder itself are read or replaced: a symbolic link is refused, not followed.
struct FolderFiles {
    /// The folder.
    let path: String

    /// A system call that failed, with the name of the file.
    struct Failure: Error {
        var name: String
        var number: Int32

        var reason: String { unsafe String(cString: strerror(number)) }
    }

    /// The bytes of a file; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - longestBytes: A longer one is none of ours, and would fill the memory.
    /// - Returns: All of it.
    /// - Throws: ``Failure``.
    func read(_ name: String, longestBytes: Int = 1 << 30) throws(Failure) -> Data? {
        let descriptor = unsafe open(place(name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Failure(name: name, number: errno)
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw Failure(name: name, number: EINVAL)
        }
        guard facts.st_size <= longestBytes else { throw Failure(name: name, number: EFBIG) }
        do {
            return try file.readToEnd() ?? Data()
        } catch {
            throw Failure(name: name, number: EIO)
        }
    }

    /// Writes a new file, readable by its owner alone, and returns when it is on the disk.
    func create(_ name: String, _ data: Data) throws(Failure) {
        try remove(name)
        let descriptor = unsafe open(place(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(name: name, number: errno) }
        do {
            try write(data, to: descriptor, name)
        } catch {
            // What a full disk took of it is in the way of everything else.
            unsafe unlink(place(name))
            throw error
        }
    }

    /// Adds to the end of a file, and returns when it is on the disk.
    func append(_ name: String, _ data: Data) throws(Failure) {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe open(place(name), flags, 0o600)
        guard descriptor >= 0 else { throw Failure(name: name, number: errno) }
        try write(data, to: descriptor, name)
    }

    /// Writes to a descriptor until all is on the disk, and closes it.
    private func write(_ data: Data, to descriptor: Int32, _ name: String) throws(Failure) {
        defer { close(descriptor) }
        var rest = data[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Failure(name: name, number: errno)
            }
        }
        guard fsync(descriptor) == 0 else { throw Failure(name: name, number: errno) }
    }

    /// Gives a file of another folder a second name here.
    func link(_ name: String, to other: FolderFiles, _ original: String) throws(Failure) {
        try remove(name)
        guard unsafe Glibc.link(other.place(original), place(name)) == 0 else {
            throw Failure(name: name, number: errno)
        }
    }

    /// Gives a file another name, replacing what has it.
    func rename(_ old: String, to new: String) throws(Failure) {
        guard unsafe Glibc.rename(place(old), place(new)) == 0 else { throw Failure(name: new, number: errno) }
    }

    /// Removes a file, if there is one.
    func remove(_ name: String) throws(Failure) {
        guard unsafe unlink(place(name)) == 0 || errno == ENOENT else { throw Failure(name: name, number: errno) }
    }

    /// Whether anything has the name, a broken link too.
    func exists(_ name: String) -> Bool {
        var facts = stat()
        return unsafe lstat(place(name), &facts) == 0
    }

    /// Makes the folder, readable by its owner alone, where it is not there.
    func makeFolder() throws(Failure) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure(name: ".", number: errno) }
    }

    /// Returns when all names of the folder are on the disk.
    func sync() throws(Failure) {
        let descriptor = try openFolder()
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(name: ".", number: errno) }
    }

    /// Runs a body while no other process or task of this kind does, in this folder.
    func locked<Value>(_ body: () throws -> Value) throws -> Value {
        let descriptor = try openFolder()
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Failure(name: ".", number: errno) }
        }
        return try body()
    }

    private func openFolder() throws(Failure) -> Int32 {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(name: ".", number: errno) }
        return descriptor
    }

    private func place(_ name: String) -> String { "\(path)/\(name)" }
}
