export const text = {
  title: 'Ricevute',
  intro:
    'Ogni ricevuta in viaggio verso una stazione: si riprova ogni «ora» del banco finché la risposta è valida, al massimo 48 volte.',
  empty: 'Nessuna ricevuta. Paga un avviso allo sportello o alla cassa di prova.',
  columns: {
    notice: 'Avviso',
    operation: 'Messaggio',
    recipient: 'Per',
    state: 'Stato',
    attempts: 'Tentativi',
    next: 'Prossimo',
  },
  recipients: { owner: 'ente dell’avviso', broadcast: 'altro beneficiario' },
  replay: 'Rispedisci',
  hour: (ms: number) => `Un’ora del banco dura ${ms.toLocaleString('it-IT')} ms.`,
  paused: 'Le ricevute sono in pausa: riprendile dai comandi del banco.',
}
