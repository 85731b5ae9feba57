import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CONTENT_FOLDER, isPlainFile, neededOf, pathIn, readSums } from './content.ts';
import { SUMS } from './folder.ts';

const BLOCK = 512;

interface Member {
  name: string;
  path: string;
  size: number;
}

/** A copy with all that belongs to it as one .tar, which unpacks to what `restore` and `sha256sum -c` read. */
export async function archiveOf(
  folder: string,
  name: string,
  at: number,
): Promise<{ stream: Readable; size: number }> {
  const members = await membersOf(folder, name);
  const size = members.reduce((sum, member) => sum + BLOCK + padded(member.size), 2 * BLOCK);
  return { stream: Readable.from(tar(members, at), { objectMode: false }), size };
}

async function membersOf(folder: string, name: string): Promise<Member[]> {
  const needed = neededOf((await readSums(join(folder, `${name}${SUMS}`))) ?? []);
  const paths = [
    [name, join(folder, name)],
    [`${name}${SUMS}`, join(folder, `${name}${SUMS}`)],
    ...needed.map((file) => [
      `${CONTENT_FOLDER}/${file.name.slice(0, 2)}/${file.name}`,
      pathIn(join(folder, CONTENT_FOLDER), file.name),
    ]),
  ] as [string, string][];
  const members: Member[] = [];
  for (const [inside, path] of paths)
    if (await isPlainFile(path)) members.push({ name: inside, path, size: (await stat(path)).size });
  return members;
}

const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

async function* tar(members: readonly Member[], at: number): AsyncGenerator<Buffer> {
  for (const member of members) {
    yield header(member, at);
    if (member.size > 0)
      yield* createReadStream(member.path, { end: member.size - 1 }) as AsyncIterable<Buffer>;
    yield Buffer.alloc(padded(member.size) - member.size);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** POSIX ustar. */
function header({ name, size }: Member, at: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, length, 'ascii');
  block.write(name, 0, 100, 'utf8');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(at / 1000), 136, 12);
  block.fill(' ', 148, 156);
  block.write('0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8, 'ascii');
  return block;
}
