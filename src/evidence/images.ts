const LONGEST_SIDE = 2400;
/** Beyond the phones of today; a picture that claims more is an attack on memory. */
const MOST_PIXELS = 120_000_000;
const QUALITY = 80;
/** Drawings and screenshots stay sharp as PNG; a photo saved as PNG becomes a JPEG. */
const LARGEST_PNG = 1024 * 1024;

export type Remade =
  | { readonly ok: true; readonly kind: 'jpeg' | 'png'; readonly bytes: Buffer }
  | { readonly ok: false; readonly code: 'image-broken' | 'image-too-many-pixels' };

/**
 * Makes an image anew: upright, at most 2400 pixels long, without place, time, camera or anything else but the
 * picture. What comes out was written by our own encoder, so that a page may show it.
 */
export async function remakeImage(bytes: Buffer, kind: 'jpeg' | 'png'): Promise<Remade> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, sequentialRead: true, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
    if (kind === 'png') {
      const png = await image.clone().png({ compressionLevel: 9 }).toBuffer();
      if (png.length <= LARGEST_PNG) return { ok: true, kind: 'png', bytes: png };
    }
    const jpeg = await image.flatten({ background: '#ffffff' }).jpeg({ quality: QUALITY }).toBuffer();
    return { ok: true, kind: 'jpeg', bytes: jpeg };
  } catch (error) {
    const isHuge = error instanceof Error && error.message.includes('exceeds pixel limit');
    return { ok: false, code: isHuge ? 'image-too-many-pixels' : 'image-broken' };
  }
}
