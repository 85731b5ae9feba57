import { takeFiles, type PreparedFile } from '../evidence/intake.ts';

/** Kinds for which the sample's schemes ask evidence. */
const SHOWN = ['deed.done', 'contact.resolved', 'model.award'];

const SKY = '<rect width="1200" height="800" fill="#dfe8ec"/>';
const HILLS =
  '<path d="M0 420 L260 260 L480 400 L760 220 L1200 430 V800 H0 Z" fill="#8fa98b"/><path d="M0 520 Q600 430 1200 540 V800 H0 Z" fill="#6f9068"/>';

/** Drawn, not photographed: the township is invented, and so that nobody takes them for photos. */
const DRAWINGS: Readonly<Record<string, string>> = {
  road: `${SKY}${HILLS}<path d="M520 800 L590 470 H630 L760 800 Z" fill="#b9b4a8"/><path d="M636 800 L612 480" stroke="#fff" stroke-width="8" stroke-dasharray="40 30"/>`,
  lamp: `${SKY}${HILLS}<rect x="590" y="220" width="16" height="460" fill="#4a4f52"/><path d="M598 230 H720 V250 H598 Z" fill="#4a4f52"/><rect x="690" y="250" width="60" height="18" fill="#f3d98b"/><rect x="520" y="170" width="120" height="50" transform="rotate(-12 580 195)" fill="#31485e"/>`,
  pond: `${SKY}${HILLS}<ellipse cx="600" cy="640" rx="430" ry="110" fill="#7fa6b8"/><path d="M170 640 Q600 800 1030 640 L1060 690 Q600 870 140 690 Z" fill="#a9a296"/>`,
  house: `${SKY}${HILLS}<path d="M360 430 L600 290 L840 430 Z" fill="#7d5a46"/><rect x="390" y="430" width="420" height="240" fill="#f2ede2"/><rect x="560" y="510" width="90" height="160" fill="#7d5a46"/><rect x="430" y="480" width="90" height="80" fill="#b7c7cf"/><rect x="690" y="480" width="90" height="80" fill="#b7c7cf"/>`,
  award:
    '<rect width="1200" height="800" fill="#f4efe4"/><rect x="110" y="90" width="980" height="620" fill="#fff" stroke="#b8923a" stroke-width="14"/><circle cx="600" cy="250" r="70" fill="#9d1c1f"/><path d="M560 310 L540 420 L600 380 L660 420 L640 310 Z" fill="#9d1c1f"/><path d="M320 500 H880 M320 560 H880 M460 620 H740" stroke="#8f887b" stroke-width="10"/>',
};

const PLACES = ['road', 'lamp', 'pond', 'house'] as const;

let drawn: Promise<ReadonlyMap<string, PreparedFile>> | undefined;

/** The evidence of a planned filing, the same every time; none where the schemes ask for none. */
export async function picturesOf(kind: string, index: number): Promise<readonly PreparedFile[]> {
  if (!SHOWN.includes(kind)) return [];
  drawn ??= drawAll();
  const pictures = await drawn;
  const name = kind === 'model.award' ? 'award' : (PLACES[index % PLACES.length] ?? 'road');
  return [pictures.get(name) ?? []].flat();
}

async function drawAll(): Promise<ReadonlyMap<string, PreparedFile>> {
  const { default: sharp } = await import('sharp');
  const pictures = new Map<string, PreparedFile>();
  for (const [name, shapes] of Object.entries(DRAWINGS)) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">${shapes}</svg>`;
    const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
    const fileName = name === 'award' ? '证书（示意图）.jpg' : '现场（示意图）.jpg';
    const read = () => Promise.resolve(bytes);
    const taken = await takeFiles([{ fileName, size: bytes.length, tooLarge: false, read }]);
    if (!taken.ok) throw new Error(taken.faults.join('; '));
    for (const file of taken.files) pictures.set(name, file);
  }
  return pictures;
}
