/** What can be wrong with a file that was sent as evidence or as an attachment. */
export type FaultCode =
  | 'too-many'
  | 'too-large'
  | 'empty'
  | 'heic'
  | 'video'
  | 'doc'
  | 'image'
  | 'unknown'
  | 'pdf-active'
  | 'docx-macros'
  | 'docx-locked'
  | 'docx-too-big'
  | 'image-broken'
  | 'image-too-many-pixels';

/** Each takes the name of the file, `too-many` the number of files. */
export const FAULT_TEXTS: Readonly<Record<FaultCode, (file: string) => string>> = {
  'too-many': (count) => `一次选了 ${count} 个文件，最多 9 个，请挑最能说明问题的几张`,
  'too-large': (file) => `“${file}”超过 10 MB，请压缩以后再传，或者在微信里发给自己（不勾选“原图”）再保存`,
  empty: (file) => `“${file}”是空文件，请重新选择`,
  heic: (file) =>
    `“${file}”是苹果手机的 HEIC 照片，请换成 JPEG：在“设置→相机→格式”里选“兼容性最佳”再拍；已经拍好的，在微信里发给自己（不勾选“原图”）再保存`,
  video: (file) => `“${file}”是录像，只收照片、PDF 和 Word 文档，请截一张图`,
  doc: (file) => `“${file}”是旧格式的 Word 或 WPS 文档，请用“另存为”存成 .docx 或 PDF`,
  image: (file) => `“${file}”这种图片收不了，请存成 JPEG 或 PNG`,
  unknown: (file) => `“${file}”的内容不是照片（JPEG、PNG）、PDF 或 Word 文档（.docx），收不了`,
  'pdf-active': (file) => `“${file}”里带有会自动运行的程序，为了安全收不了，请重新打印成 PDF`,
  'docx-macros': (file) => `“${file}”里带有宏，为了安全收不了，请另存为不带宏的 .docx 或 PDF`,
  'docx-locked': (file) => `“${file}”加了密码，请去掉密码再传`,
  'docx-too-big': (file) => `“${file}”展开以后太大，请另存为 PDF 再传`,
  'image-broken': (file) => `“${file}”打不开，可能没有传完整，请重新选择`,
  'image-too-many-pixels': (file) => `“${file}”的尺寸太大，请缩小以后再传`,
};

export const NO_FILES = '请先选择佐证文件';

/** Said beside the field when the words of a form were wrong and the files were not. */
export const FILES_LOST = '文件没有保留，改好以后请重新选择';

export const EVIDENCE_REFUSALS: Record<string, string> = {
  'evidence-too-many':
    '每条履职登记最多 {most} 个佐证文件，现在已有 {known} 个。请少选几个，或者先删去不要的。',
  'evidence-fixed': '这条履职登记（{code}）现在不能改动佐证：提交以后由主席团审核，确认以后不再改动。',
  'evidence-own': '这是您本人的履职登记（{code}），佐证是否公开须由其他工作人员决定。',
  'evidence-of-deputy': '这条履职登记（{code}）的佐证是代表本人提供的，由代表本人增减。',
  'evidence-not-own': '只有代表本人才能增减这条履职登记（{code}）的佐证。',
  'evidence-no-image': '只有照片可以公开，文档不公开。',
};

/** Which field of the form a refusal belongs to. */
export const EVIDENCE_REFUSAL_FIELDS: Record<string, string> = { 'evidence-too-many': 'files' };

const KIND_LABELS: Readonly<Record<string, string>> = {
  'image/jpeg': '照片',
  'image/png': '图片',
  'application/pdf': 'PDF 文档',
};

export function mediaLabel(mediaType: string): string {
  return KIND_LABELS[mediaType] ?? 'Word 文档';
}

/** 1.2 MB, 340 KB; never nothing. */
export function sizeLabel(bytes: number): string {
  const MB = 1024 * 1024;
  return bytes >= MB ? `${(bytes / MB).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
