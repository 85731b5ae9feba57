import { strToU8, zipSync } from 'fflate';
import sharp, { type Exif } from 'sharp';
import { takeFiles, type Incoming, type PreparedFile } from '../../src/evidence/intake.ts';

/** Made in code, so that nothing in the repository pretends to be a photo. */
export async function photo({
  width = 300,
  height = 200,
  exif,
  orientation,
}: { width?: number; height?: number; exif?: Exif; orientation?: number } = {}): Promise<Buffer> {
  const left = {
    create: { width: Math.ceil(width / 2), height, channels: 3, background: '#9d1c1f' },
  } as const;
  let image = sharp({ create: { width, height, channels: 3, background: '#f7f4ee' } })
    .composite([{ input: await sharp(left).png().toBuffer(), left: 0, top: 0 }])
    .jpeg({ quality: 95 });
  if (exif) image = image.withExif(exif);
  if (orientation) image = image.withMetadata({ orientation });
  return image.toBuffer();
}

/** As a phone writes where it was. */
export const GPS: Exif = {
  IFD0: { Make: 'PhoneMaker', Model: 'Secret Model' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '29/1 34/1 1234/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '103/1 46/1 5678/100',
  },
};

export async function drawing(width = 400, height = 300): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: { r: 20, g: 120, b: 60, alpha: 0.5 } } })
    .png()
    .toBuffer();
}

export const pdf = (more = ''): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R${more}>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`);

export const docx = (more: Record<string, Uint8Array> = {}): Buffer =>
  Buffer.from(
    zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>'), ...more }),
  );

export function incoming(fileName: string, bytes: Buffer): Incoming {
  return { fileName, size: bytes.length, tooLarge: false, read: () => Promise.resolve(bytes) };
}

/** Files as they are attached, of uploads that are right. */
export async function prepared(...uploads: readonly Incoming[]): Promise<PreparedFile[]> {
  const taken = await takeFiles(uploads);
  if (!taken.ok) throw new Error(taken.faults.join('; '));
  return taken.files;
}

export async function preparedPhoto(fileName = '走访.jpg'): Promise<PreparedFile[]> {
  return prepared(incoming(fileName, await photo()));
}
