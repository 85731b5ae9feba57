import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a fake PostgreSQL server says: of itself when it is asked, or at once why it lets nobody in. */
export type Manner =
  | { readonly version: string; readonly standby?: boolean }
  | { readonly refusing: { readonly code: string; readonly message: string } };

export interface FakeServer {
  /** With a schema's name besides. */
  url(schema: string): string;
  /** Connections that were made so far. */
  readonly connections: () => number;
  /** Every statement that was sent so far. */
  readonly statements: readonly string[];
}

const BOOL = 16;
const INT4 = 23;
const TEXT = 25;

/** Speaks just enough of the protocol for a driver that asks what kind of server this is. */
export async function startFakeServer(manner: Manner): Promise<FakeServer> {
  const statements: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    converse(socket, manner, statements);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    listener.close();
  });
  const { port } = listener.address() as AddressInfo;
  return {
    url: (schema) => `postgres://register:wrong@127.0.0.1:${port}/duty?schema=${schema}`,
    connections: () => connections,
    statements,
  };
}

function converse(socket: Socket, manner: Manner, statements: string[]): void {
  let pending = Buffer.alloc(0);
  let isStarted = false;
  socket.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes]);
    // The first message has no letter before its length.
    for (let at = isStarted ? 1 : 0; pending.length >= at + 4; at = isStarted ? 1 : 0) {
      const end = at + pending.readInt32BE(at);
      if (pending.length < end) return;
      const [letter, body] = [pending.toString('latin1', 0, at), pending.subarray(at + 4, end)];
      pending = pending.subarray(end);
      isStarted = true;
      answer(socket, letter, body.toString('utf8'), manner, statements);
    }
  });
}

function answer(socket: Socket, letter: string, body: string, manner: Manner, statements: string[]): void {
  if (letter === 'X') return void socket.end();
  if ('refusing' in manner) {
    const { code, message } = manner.refusing;
    const fields = [`SFATAL`, `VFATAL`, `C${code}`, `M${message}`].map((field) => `${field}\0`).join('');
    return void socket.end(framed('E', Buffer.from(`${fields}\0`)));
  }
  if (letter === '') return void socket.write(Buffer.concat([framed('R', int32(0)), READY]));
  // A simple query, or the text of a prepared one after its name.
  if (letter === 'Q') statements.push(body.replace(/\0.*$/s, ''));
  else if (letter === 'P') statements.push(body.split('\0')[1] ?? '');
  if (letter === 'Q' || letter === 'S') socket.write(Buffer.concat([rowOf(manner), READY]));
}

function rowOf({ version, standby = false }: { version: string; standby?: boolean }): Buffer {
  const columns: [string, number, string][] = [
    ['standby', BOOL, standby ? 't' : 'f'],
    ['major', INT4, String(Number.parseInt(version, 10))],
    ['version', TEXT, version],
  ];
  const described = columns.map(([name, type]) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      int32(0),
      int16(0),
      int32(type),
      int16(-1),
      int32(-1),
      int16(0),
    ]),
  );
  const values = columns.map(([, , text]) =>
    Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)]),
  );
  return Buffer.concat([
    framed('T', Buffer.concat([int16(columns.length), ...described])),
    framed('D', Buffer.concat([int16(columns.length), ...values])),
    framed('C', Buffer.from('SELECT 1\0')),
  ]);
}

function framed(letter: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(letter), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

const READY = framed('Z', Buffer.from('I'));
