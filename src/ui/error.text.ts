export const errorText = {
  above: 'Ricerca pratica',
  money: 'Nessun importo è stato addebitato per questo errore.',
  reference: 'Codice dell’errore',
  toSearch: 'Vai alla ricerca',
  toHome: 'Scegli il tuo ente',
  back: 'Torna alla pagina di prima',
  kinds: {
    'not-found': {
      title: 'Pagina non trovata',
      body: 'Questa pagina non esiste, oppure non è visibile con i dati che hai dato finora. Se cercavi una pratica, cercala di nuovo con i suoi codici; se è tra le tue, accedi.',
    },
    'bad-request': {
      title: 'Qualcosa nella richiesta non torna',
      body: 'I dati ricevuti non sono completi o non sono nella forma attesa. Torna alla pagina di prima e riprova.',
    },
    'form-expired': {
      title: 'La pagina era aperta da troppo tempo',
      body: 'Per sicurezza i moduli valgono per un tempo limitato. Torna alla pagina, ricaricala e invia di nuovo: quello che hai inviato ora non è stato registrato.',
    },
    'too-large': {
      title: 'I dati inviati sono troppi',
      body: 'Hai inviato più dati di quelli che questa pagina può ricevere. Torna indietro e controlla quello che hai scritto o incollato.',
    },
    'too-many': {
      title: 'Troppe richieste in poco tempo',
      body: 'Per proteggere il servizio ci fermiamo per un momento. Aspetta un minuto e riprova.',
    },
    failure: {
      title: 'Si è verificato un errore',
      body: 'È un problema nostro, e lo abbiamo registrato. Riprova tra qualche minuto; se si ripete, scrivi all’ente indicando il codice qui sotto.',
      paying:
        'Se stavi pagando, prima di riprovare guarda lo stato della pratica: se il pagamento è partito, risulta «Non confermato» o «Confermato».',
    },
    unavailable: {
      title: 'Il portale è momentaneamente non disponibile',
      body: 'Stiamo lavorando per farlo tornare. Riprova tra qualche minuto.',
      paying:
        'Se stavi pagando su pagoPA, puoi concludere: la conferma arriva lo stesso e la trovi qui più tardi. Gli avvisi si possono pagare anche in banca, in posta, dal tabaccaio e con le app.',
    },
  },
}
