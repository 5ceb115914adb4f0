export const ownDataText = {
  title: 'Scarica i tuoi dati',
  lead: 'Prepariamo un archivio con tutto quello che il portale sa di te.',
  contents: {
    title: 'Che cosa contiene',
    items: [
      'I dati del tuo profilo, i consensi, gli accessi e che cosa è successo al tuo account.',
      'Le tue pratiche presso tutti gli enti del portale, come le vedi qui.',
      'Le quietanze delle ultime 100 pratiche pagate, in PDF. Le altre le trovi nello storico.',
      'Quello che hai scritto in «Inserimento spontaneo», bozze comprese, con gli ultimi allegati.',
      'L’elenco delle e-mail che ti abbiamo mandato, senza il testo.',
    ],
  },
  form: 'Conferma con la tua password',
  submit: 'Scarica l’archivio (ZIP)',
  wait: 'Può volerci qualche secondo. Si può chiedere una volta al giorno.',
  safe: 'L’archivio contiene dati personali: salvalo solo su un dispositivo tuo.',
  back: 'Torna alla privacy',
  tooOften: 'Hai già scaricato i tuoi dati oggi: puoi farlo di nuovo domani.',
  fileName: 'i-miei-dati.zip',
  readMe: (papers: number, most: number) =>
    [
      'I tuoi dati sul portale dei pagamenti',
      '',
      'dati.json    tutto quello che il portale sa di te: si apre con un editor di testo, e altri programmi lo possono leggere.',
      `quietanze/   ${papers === 1 ? '1 quietanza' : `${papers} quietanze`} in PDF, al massimo le ultime ${most}, divise per ente.`,
      'allegati/    i file che hai allegato in «Inserimento spontaneo», gli ultimi cinquanta: tutti i nomi sono in dati.json.',
      '',
      'Gli importi in dati.json sono in centesimi. Le pratiche che segui per un’altra persona hanno il nome coperto, come nelle pagine.',
      'La password non c’è: il portale la conserva in una forma da cui non si può risalire a quella vera.',
      '',
    ].join('\r\n'),
}
