import { prepareDemo } from '../../src/demo/prepare.ts';

/** Fills the sample township into a folder: `tsx fill-demo.ts FOLDER`. */
await prepareDemo({ dataDir: process.argv[2] ?? '', database: null });
