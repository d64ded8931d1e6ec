/**
 * A small Emscripten file system whose files are synchronous access handles on the origin private file system.
 *
 * The set of files is fixed and their handles are opened before Python needs them, since opening is asynchronous and
 * SQLite is not. A file "exists" when it has bytes, or was created since the mount. Writes reach the disk on fsync.
 * No directories, no renames: SQLite in journal_mode=truncate needs neither.
 */

const S_IFDIR = 0o040000;
const S_IFREG = 0o100000;

/** Errno numbers of Emscripten's musl. */
const EBADF = 8;
const EIO = 29;
const EINVAL = 28;
const ENOENT = 44;
const ENOSPC = 51;
const EPERM = 63;

interface FsNode {
  id: number;
  /** A file in memory: its bytes, and how many of them count. */
  contents?: Uint8Array;
  usedBytes?: number;
  name: string;
  mode: number;
  parent: FsNode;
  node_ops: object;
  stream_ops: object;
  atime: number;
  mtime: number;
  ctime: number;
  is_root: boolean;
}

interface FsStream {
  node: FsNode;
  position: number;
}

interface Attributes {
  mode?: number;
  size?: number;
}

interface OpenFile extends FsStream {
  stream_ops: { fsync?(stream: FsStream): number };
}

/** The part of Emscripten's FS object used here. */
export interface EmscriptenFs {
  ErrnoError: new (errno: number) => Error;
  createNode(parent: FsNode | null, name: string, mode: number, dev: number): FsNode;
  getStream(fd: number): OpenFile | undefined;
  lookupPath(path: string): { node: FsNode };
  mkdirTree(path: string): void;
  mount(type: object, options: object, path: string): unknown;
  writeFile(path: string, data: Uint8Array): void;
}

/** `fdatasync` for any open file: flush it if it knows how. Zero, or a negative errno. */
export function syncFile(fs: EmscriptenFs, fd: number): number {
  const file = fs.getStream(fd);
  if (file === undefined) return -EBADF;
  try {
    return file.stream_ops.fsync?.(file) ?? 0;
  } catch (error) {
    if (error instanceof fs.ErrnoError) return -(error as Error & { errno: number }).errno;
    throw error;
  }
}

export type Handles = ReadonlyMap<string, FileSystemSyncAccessHandle>;

/** Open (and create) the files of one folder, all or none. Throws when the browser refuses or another holder has them. */
export async function openHandles(folder: string, names: readonly string[]): Promise<Handles> {
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(folder, { create: true });
  const handles = new Map<string, FileSystemSyncAccessHandle>();
  try {
    for (const name of names) {
      const file = await directory.getFileHandle(name, { create: true });
      handles.set(name, await file.createSyncAccessHandle());
    }
  } catch (error) {
    closeHandles(handles);
    throw error;
  }
  return handles;
}

export function closeHandles(handles: Handles): void {
  for (const handle of handles.values()) handle.close();
}

/** Mount `handles` at `path`. */
export function mountHandles(fs: EmscriptenFs, path: string, handles: Handles): void {
  fs.mkdirTree(path);
  fs.mount(handleFileSystem(fs, handles), {}, path);
}

function handleFileSystem(fs: EmscriptenFs, handles: Handles): object {
  const existing = new Set([...handles].filter(([, handle]) => handle.getSize() > 0).map(([name]) => name));

  function handleOf(node: FsNode): FileSystemSyncAccessHandle {
    const handle = handles.get(node.name);
    if (handle === undefined) throw new fs.ErrnoError(ENOENT);
    return handle;
  }

  /** Run one operation on a handle; what the browser throws becomes an errno that SQLite understands. */
  function guarded<T>(operation: () => T): T {
    try {
      return operation();
    } catch (error) {
      const full = error instanceof DOMException && error.name === "QuotaExceededError";
      throw new fs.ErrnoError(full ? ENOSPC : EIO);
    }
  }

  function makeNode(parent: FsNode | null, name: string, mode: number): FsNode {
    const node = fs.createNode(parent, name, mode, 0);
    node.node_ops = nodeOps;
    node.stream_ops = streamOps;
    node.atime = node.mtime = node.ctime = Date.now();
    return node;
  }

  const nodeOps = {
    getattr(node: FsNode) {
      const directory = (node.mode & S_IFDIR) !== 0;
      const size = directory ? 4096 : handleOf(node).getSize();
      return {
        dev: 1, ino: node.id, mode: node.mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size,
        atime: new Date(node.atime), mtime: new Date(node.mtime), ctime: new Date(node.ctime),
        blksize: 4096, blocks: Math.ceil(size / 4096),
      };
    },
    setattr(node: FsNode, attributes: Attributes) {
      if (attributes.mode !== undefined) node.mode = attributes.mode;
      const size = attributes.size;
      if (size !== undefined) guarded(() => handleOf(node).truncate(size));
    },
    lookup(parent: FsNode, name: string): FsNode {
      if (!existing.has(name)) throw new fs.ErrnoError(ENOENT);
      return makeNode(parent, name, S_IFREG | 0o600);
    },
    mknod(parent: FsNode, name: string, mode: number): FsNode {
      if (!handles.has(name)) throw new fs.ErrnoError(EPERM);
      existing.add(name);
      return makeNode(parent, name, mode);
    },
    unlink(_parent: FsNode, name: string): void {
      const handle = handles.get(name);
      if (handle === undefined) throw new fs.ErrnoError(ENOENT);
      guarded(() => {
        handle.truncate(0);
        handle.flush();
      });
      existing.delete(name);
    },
    readdir: () => [".", "..", ...existing],
    rename(): never {
      throw new fs.ErrnoError(EPERM);
    },
    rmdir(): never {
      throw new fs.ErrnoError(EPERM);
    },
  };

  const streamOps = {
    read(stream: FsStream, buffer: Uint8Array, offset: number, length: number, position: number): number {
      return guarded(() => handleOf(stream.node).read(bytes(buffer, offset, length), { at: position }));
    },
    write(stream: FsStream, buffer: Uint8Array, offset: number, length: number, position: number): number {
      stream.node.mtime = stream.node.ctime = Date.now();
      return guarded(() => handleOf(stream.node).write(bytes(buffer, offset, length), { at: position }));
    },
    llseek(stream: FsStream, offset: number, whence: number): number {
      const base = whence === 1 ? stream.position : whence === 2 ? handleOf(stream.node).getSize() : 0;
      if (base + offset < 0) throw new fs.ErrnoError(EINVAL);
      return base + offset;
    },
    fsync(stream: FsStream): number {
      if (handles.has(stream.node.name)) guarded(() => handleOf(stream.node).flush());
      return 0;
    },
  };

  return {
    mount: () => makeNode(null, "/", S_IFDIR | 0o700),
  };
}

/** A view of the heap's bytes; Emscripten hands over its Int8Array. */
function bytes(heap: Uint8Array, offset: number, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(heap.buffer as ArrayBuffer, heap.byteOffset + offset, length);
}
