/** Runs a command of the program in this process without what it prints. */
export async function quietly(work: () => Promise<void>): Promise<void> {
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) stream.write = () => true;
  try {
    await work();
  } finally {
    for (const [index, stream] of streams.entries()) {
      const write = writes[index];
      if (write) stream.write = write;
    }
  }
}
