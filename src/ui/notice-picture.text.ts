export const noticePictureText = {
  title: 'Dove sono i codici sull’avviso',
  description: 'Disegno di un avviso di pagamento, con i codici segnati da tre numeri.',
  debtor: 'Il codice fiscale di chi deve pagare: sotto il nome, in alto a destra.',
  noticeNumber: 'Il Codice Avviso: nel riquadro in basso, accanto al codice QR.',
  creditorReferenceId: 'Il Riferimento Pratica / IUV: sono le ultime 17 cifre del Codice Avviso.',
  drawing: { debtor: 'Destinatario', code: 'Codice avviso', notice: 'AVVISO DI PAGAMENTO' },
}
