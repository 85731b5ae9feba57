/** An annual report with nothing in it but the opinions that publishing asks for. */
export const REPORT = {
  session: '',
  recess: '',
  contact: '',
  deed: '',
  model: '',
  pledge: '',
  groupOpinion: '同意',
  presidiumOpinion: '同意',
};
