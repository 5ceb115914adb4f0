export const preferencesText = {
  title: 'Preferenze',
  lead: 'Scegli quali e-mail ricevere sulle tue pratiche. La scelta vale per tutti gli enti di questo portale.',
  saved: { title: 'Le preferenze sono salvate', body: 'Valgono da subito, anche per le e-mail già in partenza.' },
  mails: {
    title: 'E-mail',
    to: 'Arrivano a',
    change: 'Cambia indirizzo',
    unproven: {
      title: 'Per ora le e-mail riguardano solo le pratiche che hai aggiunto',
      body: 'L’ente non sa ancora che questo codice fiscale è tuo: per questo non ti scriviamo di pratiche che potrebbero essere di un’altra persona.',
    },
    what: 'Quando vuoi una e-mail?',
    newPositions: 'Quando c’è un nuovo avviso da pagare a mio nome',
    payments: 'Quando un pagamento risulta arrivato',
    reminders: 'Promemoria prima della scadenza',
    remindersHint: 'Ti scriviamo solo se l’avviso non risulta pagato.',
    days: { 30: '30 giorni prima', 7: '7 giorni prima', 1: 'Il giorno prima' },
    receipt: 'Come vuoi ricevere la quietanza?',
    receiptAs: {
      link: 'Con un link: la apri dopo l’accesso',
      attached: 'Allegata in PDF: chi legge la tua posta la vede',
    },
    always:
      'Le e-mail sulla sicurezza dell’account e le risposte alle tue richieste arrivano sempre. Non mandiamo pubblicità.',
    submit: 'Salva le preferenze',
  },
  calendar: {
    title: 'Calendario delle scadenze',
    why: 'Con un indirizzo privato le scadenze delle tue pratiche compaiono da sole nel calendario del telefono o del computer, e spariscono quando hai pagato.',
    open: 'Crea l’indirizzo privato',
    address: 'Indirizzo del tuo calendario',
    how: 'Copialo nel tuo programma di calendario, alla voce “Aggiungi calendario da indirizzo” (o “Abbonati”).',
    secret: 'Chi conosce questo indirizzo vede le tue scadenze: non darlo ad altri.',
    renew: 'Cambia indirizzo',
    renewWhy: 'Se lo cambi, l’indirizzo di adesso smette di funzionare.',
    close: 'Disattiva il calendario',
    done: {
      opened: { title: 'Il calendario è attivo', body: 'Le scadenze compaiono entro qualche ora.' },
      closed: { title: 'Il calendario non è più attivo', body: 'L’indirizzo che avevi non mostra più nulla.' },
    },
  },
}

export const stopText = {
  ready: {
    title: 'Vuoi fermare queste e-mail?',
    body: {
      'position-created': 'Non ti scriveremo più quando c’è un nuovo avviso da pagare a tuo nome.',
      reminder: 'Non ti scriveremo più prima della scadenza di un avviso.',
      'payment-received': 'Non ti scriveremo più quando un pagamento risulta arrivato.',
    },
    effect: 'Le pratiche restano come sono, e le trovi sempre sul portale.',
    submit: 'Ferma queste e-mail',
  },
  done: {
    title: 'Non riceverai più queste e-mail',
    body: 'Se cambi idea puoi riattivarle nelle preferenze.',
    action: 'Vai alle preferenze',
  },
  unknown: {
    title: 'Questo link non è completo',
    body: 'Non abbiamo cambiato niente. Apri di nuovo il link dalla e-mail, oppure scegli nelle preferenze quali e-mail ricevere.',
    action: 'Vai alle preferenze',
  },
}
