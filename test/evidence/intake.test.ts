import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { takeFiles } from '../../src/evidence/intake.ts';
import { plainName, shownName } from '../../src/evidence/rules.ts';
import { docx, drawing, GPS, incoming, pdf, photo, prepared } from './support.ts';

async function faultOf(fileName: string, bytes: Buffer): Promise<string> {
  const taken = await takeFiles([incoming(fileName, bytes)]);
  return taken.ok ? '' : taken.faults.join('\n');
}

describe('a photo', () => {
  it('loses the place where it was taken, the camera and everything else but the picture', async () => {
    const original = await photo({ exif: GPS });
    expect(original.includes('Secret Model')).toBe(true);
    const known = (await sharp(original).metadata()).exif ?? Buffer.alloc(0);
    // The GPS block is found by its tag 0x8825 in either byte order.
    expect(known.includes(Buffer.from([0x88, 0x25])) || known.includes(Buffer.from([0x25, 0x88]))).toBe(true);

    const [file] = await prepared(incoming('IMG_0001.JPG', original));
    const bytes = (await file?.read()) ?? Buffer.alloc(0);
    const { exif, xmp, iptc, icc, format } = await sharp(bytes).metadata();
    expect({ exif, xmp, iptc, icc, format }).toEqual({
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
      icc: undefined,
      format: 'jpeg',
    });
    for (const trace of ['Exif', 'PhoneMaker', 'Secret Model', 'GPS'])
      expect(bytes.includes(trace)).toBe(false);
  });

  it('is turned upright before what says so is taken away', async () => {
    const [file] = await prepared(
      incoming('a.jpg', await photo({ width: 300, height: 200, orientation: 6 })),
    );
    const { width, height, orientation } = await sharp(await file?.read()).metadata();
    expect([width, height, orientation]).toEqual([200, 300, undefined]);
  });

  it('is made smaller until its longer side has 2400 pixels, and never larger', async () => {
    const [large, small] = await prepared(
      incoming('large.jpg', await photo({ width: 4000, height: 3000 })),
      incoming('small.jpg', await photo({ width: 90, height: 60 })),
    );
    const sizeOf = async (file = large) => {
      const { width, height } = await sharp(await file?.read()).metadata();
      return [width, height];
    };
    expect([await sizeOf(large), await sizeOf(small)]).toEqual([
      [2400, 1800],
      [90, 60],
    ]);
  });

  it('saved as a large PNG becomes a JPEG; a drawing stays one', async () => {
    const noise = await sharp({
      create: {
        width: 1200,
        height: 1000,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    const files = await prepared(incoming('noise.png', noise), incoming('drawing.PNG', await drawing()));
    expect(files.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['noise.jpg', 'image/jpeg'],
      ['drawing.png', 'image/png'],
    ]);
  });

  it('that is cut off, or claims to be as large as a wall, is refused by name', async () => {
    const whole = await photo({ width: 2000, height: 1500 });
    expect(await faultOf('半张.jpg', whole.subarray(0, whole.length / 2))).toContain('“半张.jpg”打不开');
    const huge = await sharp({ create: { width: 16000, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await faultOf('墙.png', huge)).toContain('“墙.png”的尺寸太大');
  });
});

describe('a document', () => {
  it('is told by what is in it, and gets the ending of its kind', async () => {
    const files = await prepared(incoming('总结', pdf()), incoming('证书.pdf', docx()));
    expect(files.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['总结.pdf', 'application/pdf'],
      ['证书.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ]);
    expect(await files[0]?.read()).toEqual(pdf());
  });

  it('that acts by itself is refused, however its names are written or packed', async () => {
    const packed = deflateSync(Buffer.from('1 0 <</S/JavaScript/JS(app.alert(1))>>'));
    const stream = Buffer.concat([
      Buffer.from('%PDF-1.7\n5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n'),
      packed,
      Buffer.from('\nendstream endobj'),
    ]);
    const acting = [
      pdf('/OpenAction<</S/JavaScript/JS(x)>>'),
      pdf('/OpenAction<</S/#4aavaScript>>'),
      pdf('/A<</S/Launch/F(cmd)>>'),
      stream,
    ];
    for (const bytes of acting)
      expect(await faultOf('表.pdf', bytes)).toContain('“表.pdf”里带有会自动运行的程序');
    expect(await faultOf('表.pdf', pdf('/Title(JavaScriptLaunch)'))).toBe('');
  });

  it('of Word with macros, or a ZIP of something else, is refused', async () => {
    expect(await faultOf('a.docx', docx({ 'word/vbaProject.bin': strToU8('x') }))).toContain('带有宏');
    const zip = Buffer.from(zipSync({ 'run.exe': strToU8('MZ') }));
    expect(await faultOf('a.docx', zip)).toContain('“a.docx”的内容不是');
  });
});

describe('what is no evidence', () => {
  const box = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1heic`, 'latin1');
  it.each([
    ['a photo of an iPhone', 'IMG_1.HEIC', box('heic'), '“IMG_1.HEIC”是苹果手机的 HEIC 照片'],
    ['the same under another name', 'IMG_1.jpg', box('mif1'), '兼容性最佳'],
    ['a film', '走访.mp4', box('isom'), '“走访.mp4”是录像'],
    ['a program called a photo', '照片.jpg', Buffer.from('MZ\x90\0\x03\0\0\0'), '“照片.jpg”的内容不是照片'],
    ['an old Word file', '总结.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), '旧格式'],
    ['a picture that moves', '动.gif', Buffer.from('GIF89a'), '请存成 JPEG 或 PNG'],
    ['a page', '页.jpg', Buffer.from('<!doctype html><script>alert(1)</script>'), '的内容不是照片'],
    ['nothing', '空.jpg', Buffer.alloc(0), '“空.jpg”是空文件'],
  ])('%s is refused in words', async (_what, name, bytes, words) => {
    expect(await faultOf(name, bytes)).toContain(words);
  });

  it('is named file by file, and nothing of the rest is taken', async () => {
    const taken = await takeFiles([
      incoming('好.jpg', await photo()),
      incoming('空.jpg', Buffer.alloc(0)),
      { ...incoming('大.jpg', Buffer.alloc(0)), size: 30_000_000, tooLarge: true },
    ]);
    expect(taken.ok ? [] : taken.faults.map((fault) => fault.slice(0, 5))).toEqual(['“空.jp', '“大.jp']);
  });

  it('is more than nine files', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => incoming(`${index}.pdf`, pdf()));
    const taken = await takeFiles(ten);
    expect(taken).toEqual({ ok: false, faults: [expect.stringContaining('一次选了 10 个文件，最多 9 个')] });
    expect((await takeFiles(ten.slice(1))).ok).toBe(true);
  });
});

describe('the name of a file', () => {
  it.each([
    ['C:\\照片\\走访.JPG', '走访.jpg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['a\r\nb.jpeg', 'ab.jpeg'],
    ['\u202Egpj.exe', 'gpj.jpg'],
    ['"><svg>.png', 'svg.jpg'],
    [`${'长'.repeat(300)}.jpg`, `${'长'.repeat(80)}.jpg`],
    ['𬭎㛃䶮.jpg', '𬭎㛃䶮.jpg'],
  ])('%j is shown as %j', (given, shown) => {
    expect(shownName(given, 'jpeg')).toBe(shown);
    expect(plainName(given)).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
  });
});
