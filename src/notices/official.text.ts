/**
 * The words of the payment notice that are prescribed, word for word, by the guide to payment notices, and are not ours to
 * improve. pagoPA publishes them as a list for each language and changes them about once a year: this is one version of
 * the list, and the next one is another.
 */
import type { SecondLanguage } from '../institutions/institution.ts'

/** February 2026. */
export const TEXTS_VERSION = '3.5.1'

export type NoticeLanguage = 'it' | SecondLanguage

export type OfficialTexts = {
  title: string
  payee: string
  recipient: string
  howMuchAndWhen: string
  /** Published in Italian alone. */
  howMuch: string | undefined
  amount: string
  discountedAmount: string
  reducedAmount: string
  euro: string
  dueOn: string
  withinFiveDays: string
  withinSixtyDays: string
  inFullOrInstallments: (count: number) => string
  inInstallments: (count: number) => string
  manyInstallments: string
  amountMayChange: string
  deadlinesTitle: string
  deadlines: string
  depositTitle: string
  deposit: string
  chooseAmount: string
  where: string
  onlineTitle: string
  online: string
  onlineWithSite: (institutionName: string) => string
  locallyTitle: string
  locally: string
  paymentData: string
  singlePayment: string
  installment: (number: number) => string
  scanHint: string
  scanHintAbove: string
  subject: string
  cbillCode: string
  noticeNumber: string
  payeeFiscalCode: string
}

/**
 * As published, also where it looks odd (the Slovenian `Plačnik` is the payer). German has no sentence of its own for
 * paying with the app: the one for paying online stands there, and names it.
 */
export const officialTexts: Readonly<Record<NoticeLanguage, OfficialTexts>> = {
  it: {
    title: 'Avviso di pagamento',
    payee: 'Ente Creditore',
    recipient: 'Destinatario',
    howMuchAndWhen: 'Quanto e quando pagare?',
    howMuch: 'Quanto pagare?',
    amount: 'Importo',
    discountedAmount: 'Importo scontato del 30%',
    reducedAmount: 'Importo ridotto',
    euro: 'Euro',
    dueOn: 'entro il',
    withinFiveDays: 'entro 5 giorni dalla notifica del verbale',
    withinSixtyDays: 'dal 6º al 60º giorno dalla notifica del verbale',
    inFullOrInstallments: (count) => `Puoi pagare per intero o in ${count} rate`,
    inInstallments: (count) => `Puoi pagare in ${count} rate`,
    manyInstallments: 'Importi e scadenze sono riportati nel dettaglio di ogni singola rata.',
    amountMayChange:
      'In fase di pagamento l’importo potrebbe subire aumenti (per sanzioni, interessi, costi di notifica ' +
      'o altri fattori) o riduzioni (per sgravi o note di credito).',
    deadlinesTitle: 'Come si calcolano le scadenze?',
    deadlines:
      'Il giorno della notifica non si conta. Se la scadenza è di domenica (o festivo), puoi pagare anche ' +
      'il primo giorno feriale successivo.',
    depositTitle: 'Cosa succede in caso di giacenza?',
    deposit:
      'La notifica corrisponde al giorno del ritiro, se questo avviene entro 10 giorni dalla data di ' +
      'deposito (la data più vecchia sull’avviso di giacenza). Se non ritiri il verbale entro i 10 ' +
      'giorni, calcola le scadenze iniziando a contare dall’undicesimo giorno.',
    chooseAmount:
      'Scegli l’importo corretto per i termini previsti, altrimenti riceverai altre richieste di ' +
      'pagamento per le somme residue ed eventuali somme aggiuntive.',
    where: 'Dove pagare?',
    onlineTitle: 'Paga con l’app IO',
    online: 'oppure dal tuo Home Banking, con la tua app di pagamento o con gli altri canali abilitati.',
    onlineWithSite: (institutionName) =>
      `oppure sul sito di ${institutionName}, dal tuo Home Banking, con la tua app di pagamento o con gli ` +
      `altri canali abilitati.`,
    locallyTitle: 'Paga sul territorio',
    locally:
      'presso Banche e Sportelli ATM, negli Uffici Postali e Punti Postali, nei Bar, Edicole, ' +
      'Ricevitorie, Supermercati, Tabaccherie e altri Esercenti Convenzionati.',
    paymentData: 'Dati per il pagamento',
    singlePayment: 'Rata unica',
    installment: (number) => `Rata ${number}`,
    scanHint: 'Inquadra il codice QR con la tua app di pagamento o usa i dati accanto.',
    scanHintAbove: 'Inquadra il codice QR con la tua app di pagamento o usa i dati sopra.',
    subject: 'Oggetto del pagamento',
    cbillCode: 'Cod. CBILL',
    noticeNumber: 'Cod. Avviso',
    payeeFiscalCode: 'Cod. Fiscale Ente',
  },
  en: {
    title: 'Payment notice',
    payee: 'Payee',
    recipient: 'Recipient',
    howMuchAndWhen: 'How much and when to pay?',
    howMuch: undefined,
    amount: 'Amount',
    discountedAmount: '30% off',
    reducedAmount: 'Reduced amount',
    euro: 'Euro',
    dueOn: 'by',
    withinFiveDays: 'Within 5 days from the notification',
    withinSixtyDays: 'From the 6th to the 60th day from the notification',
    inFullOrInstallments: (count) => `You can pay in full or in ${count} instalments.`,
    inInstallments: (count) => `You can pay in ${count} instalments.`,
    manyInstallments: 'Amounts and due dates are shown in each instalment detail.',
    amountMayChange:
      'During the payment the amount may increase (due to penalties, interest, notification costs or ' +
      'other factors) or be reduced (due to discounts or credit notes).',
    deadlinesTitle: 'How are deadlines calculated?',
    deadlines:
      'The day of notification is not counted. If the due date is a Sunday (or a public holiday), you can ' +
      'also pay on the next working day.',
    depositTitle: 'What happens in case of a failed delivery attempt?',
    deposit:
      'The notification is the day of the collection, if this occurs within 10 days from the date printed ' +
      'on the non-delivery notice. If you don’t collect the notice within 10 days, count the deadlines ' +
      'starting from the 11th day.',
    chooseAmount:
      'Choose the correct amount depending on deadlines, otherwise you will receive other payment ' +
      'requests for the remaining and/or additional amounts.',
    where: 'Where to pay?',
    onlineTitle: 'Pay with the IO app',
    online: 'or with your Home Banking, payment app or the other affiliated channels.',
    onlineWithSite: (institutionName) =>
      `or with ${institutionName} website, your Home Banking, payment app or the other affiliated channels.`,
    locallyTitle: 'Pay locally',
    locally:
      'at banks and ATMs, in post offices, cafés, news stands, betting and tobacco Shops, supermarkets ' +
      'and other affiliated merchants.',
    paymentData: 'Payment details',
    singlePayment: 'Full amount',
    installment: (number) => `Instalment #${number}`,
    scanHint: 'Scan the QR Code with your payment app or use the data printed here.',
    scanHintAbove: 'Scan the QR Code with your payment app or use the data printed above.',
    subject: 'Payment description',
    cbillCode: 'CBILL code',
    noticeNumber: 'Notice code',
    payeeFiscalCode: 'Payee tax code',
  },
  de: {
    title: 'Zahlungsmitteilung',
    payee: 'Körperschaft',
    recipient: 'Empfänger',
    howMuchAndWhen: 'Wieviel und wann bezahlen?',
    howMuch: undefined,
    amount: 'Betrag',
    discountedAmount: 'um 30% reduzierter Betrag',
    reducedAmount: 'Reduzierte Zahlung',
    euro: 'Euro',
    dueOn: 'Fälligkeitsdatum',
    withinFiveDays: 'innerhalb 5 Tagen ab Zustellungsdatum',
    withinSixtyDays: 'vom 6ten bis 60ten Tag ab Zustellungsdatum',
    inFullOrInstallments: (count) => `Es ist möglich, den Betrag vollständig oder in ${count} Raten zu zahlen`,
    inInstallments: (count) => `Es ist möglich, den Betrag in ${count} Raten zu zahlen`,
    manyInstallments: 'Die Beträge und Fälligkeiten sind in den Details der einzelnen Rate angegeben.',
    amountMayChange:
      'Während des Zahlungsvorganges kann sich der Betrag erhöhen (durch Strafen, Zinsen, ' +
      'Zustellungsgebühren oder anderes) oder verringern (durch Entlastungen oder Gutschriften).',
    deadlinesTitle: 'Wie werden die Fristen berechnet?',
    deadlines:
      'Der Tag der Zustellung wird nicht mitgerechnet. Fällt die Frist auf einen Sonntag (oder Feiertag), ' +
      'kann am ersten folgenden Werktag bezahlt werden.',
    depositTitle: 'Was passiert bei Lagerung?',
    deposit:
      'Die Zustellung entspricht dem Tag der Abholung, wenn diese innerhalb von 10 Tagen nach dem ' +
      'Lagerdatum erfolgt. Wird der Bericht nicht innerhalb von 10 Tagen abgeholt, sind die Fristen ab ' +
      'dem elften Tag zu berechnen.',
    chooseAmount: 'Den zur eigenen Frist passenden Bereich auswählen.',
    where: 'Wo bezahlen?',
    onlineTitle: 'Online',
    online: 'mit der App IO, mittels Home Banking, einer Zahlungsapp oder anderer zugelassener Zahlungsdienstleister.',
    onlineWithSite: (institutionName) =>
      `mit der App IO, auf ${institutionName}, mittels Home Banking, einer Zahlungsapp oder anderer ` +
      `zugelassener Zahlungsdienstleister.`,
    locallyTitle: 'In ihrer umgebung',
    locally:
      'bei Banken und ATM-Schaltern, in Postämtern und Poststellen, Tabaktrafiken und anderen ' +
      'angebundenen Dienstleistern.',
    paymentData: 'Zahlungsinformationen',
    singlePayment: 'Einzige Rate',
    installment: (number) => `Rate ${number}`,
    scanHint: 'Den QR-Code mit der Zahlungs-App scannen oder folgende Daten verwenden.',
    scanHintAbove: 'Den QR-Code mit der Zahlungs-App scannen oder oben Daten verwenden.',
    subject: 'Zahlungsgrund',
    cbillCode: 'CBILL-Kodex',
    noticeNumber: 'Zahlungsmitteilungskodex',
    payeeFiscalCode: 'St.Nr. der Körperschaft',
  },
  fr: {
    title: 'Avis de paiement',
    payee: 'Organisme créancier',
    recipient: 'Destinataire',
    howMuchAndWhen: 'Combien et quand payer?',
    howMuch: undefined,
    amount: 'Montant',
    discountedAmount: 'Montant réduit de 30%',
    reducedAmount: 'Montant réduit',
    euro: 'Euros',
    dueOn: 'avant le',
    withinFiveDays: 'dans les 5 jours suivant la notification du procès-verbal',
    withinSixtyDays: 'entre le 6e et le 60e jour à compter de la notification du procès-verbal',
    inFullOrInstallments: (count) => `Vous pouvez payer le montant total ou en ${count} échéances`,
    inInstallments: (count) => `Vous pouvez payer en ${count} échéances`,
    manyInstallments: 'Les montants et les échéances sont indiqués en détail pour chaque versement.',
    amountMayChange:
      'Lors du paiement, le montant peut être augmenté (en raison de sanctions, d’intérêts, de frais de ' +
      'notification ou d’autres facteurs) ou réduit (en raison de réductions ou de notes de crédit).',
    deadlinesTitle: 'Comment sont calculées les échéances?',
    deadlines:
      'Le jour de la notification n’est pas compté. Si l’échéance tombe un dimanche (ou à un jour férié), ' +
      'vous pouvez également payer le premier jour ouvrable suivant.',
    depositTitle: 'Que se passe-t-il en cas de conservation au bureau de poste ?',
    deposit:
      'La notification correspond au jour du retrait, si celui-ci a lieu dans les 10 jours à compter de ' +
      'la date de dépôt (la date la plus ancienne figurant sur l’avis de passage). Si vous ne retirez pas ' +
      'le procès-verbal dans les 10 jours, calculez les échéances en commençant à compter à partir du ' +
      'onzième jour.',
    chooseAmount:
      'Choisissez le montant correct pour les délais prévus, sinon vous recevrez d’autres demandes de ' +
      'paiement pour les sommes restantes et les frais supplémentaires éventuels.',
    where: 'Où payer?',
    onlineTitle: 'Paiement avec l’application IO',
    online:
      'ou depuis votre « Banque à domicile », avec votre application de paiement ou avec les autres ' +
      'canaux activés.',
    onlineWithSite: (institutionName) =>
      `sur le site de ${institutionName}, depuis votre «Banque à domicile», avec votre application de ` +
      `paiement ou avec les autres canaux activés.`,
    locallyTitle: 'Payez sur le territoire',
    locally:
      'dans les banques, les guichets automatiques, les bureaux de poste, les points postaux, les bars, ' +
      'les kiosques à journaux, les détaillants, les supermarchés, les bureaux de tabac et les autres ' +
      'opérateurs agréés.',
    paymentData: 'Données pour le paiement',
    singlePayment: 'Versement unique',
    installment: (number) => `Versement ${number}`,
    scanHint: 'Encadrez le code QR avec votre application de paiement ou utilisez les données ci-contre.',
    scanHintAbove: 'Encadrez le code QR avec votre application de paiement ou utilisez les données ci-dessus.',
    subject: 'Objet du paiement',
    cbillCode: 'Code CBILL',
    noticeNumber: 'Code Avis',
    payeeFiscalCode: 'Code Organisme fiscal',
  },
  sl: {
    title: 'Obvestilo o plačilu',
    payee: 'Plačnik',
    recipient: 'Prejemnik',
    howMuchAndWhen: 'Koliko in kdaj plačati?',
    howMuch: undefined,
    amount: 'Znesek',
    discountedAmount: 'Znesek s 30-% popustom',
    reducedAmount: 'Zmanjšan znesek',
    euro: 'EUR',
    dueOn: 'do',
    withinFiveDays: 'v 5 dneh od vročitve zapisnika',
    withinSixtyDays: 'od 6. do 60. dne od vročitve zapisnika',
    inFullOrInstallments: (count) => `Plačate lahko v celoti ali v ${count} obrokih`,
    inInstallments: (count) => `Plačate lahko v ${count} obrokih`,
    manyInstallments: 'Zneski in roki zapadlosti so podrobno prikazani za vsak posamezen obrok.',
    amountMayChange:
      'Med fazo plačila se lahko znesek poveča (zaradi sankcij, obresti, stroškov obvestil ali drugih ' +
      'dejavnikov) ali zmanjša (zaradi popustov ali dobropisov)',
    deadlinesTitle: 'Kako se izračunajo roki zapadlosti?',
    deadlines:
      'Dan izdaje obvestila se ne všteva. Če je rok zapadlosti nedelja (ali praznik), lahko plačilo ' +
      'izvedete tudi naslednji prvi delovni dan.',
    depositTitle: 'Kaj se zgodi, če pismo ni izročeno?',
    deposit:
      'Obvestilo ustreza dnevu prevzema, če se to zgodi v 10 dneh od datuma prispetja (najstarejši datum ' +
      'na obvestilu o prispelem pismu). Če zapisnika ne prevzamete v 10 dneh, izračunajte roke ' +
      'zapadlosti, ki začnejo teči z enajstim dnem.',
    chooseAmount:
      'Izberite pravilen znesek za predvidene roke, sicer boste prejeli druge zahteve za plačilo za ' +
      'preostale zneske in morebitne dodatne zneske.',
    where: 'Kje plačati?',
    onlineTitle: 'Plačajte z aplikacijo IO',
    online: 'ali prek svoje spletne banke, z aplikacijo za plačevanje ali prek drugih razpoložljivih kanalov.',
    onlineWithSite: (institutionName) =>
      `ali na spletnem mestu ${institutionName}, prek svoje spletne banke, z aplikacijo za plačevanje ali ` +
      `prek drugih razpoložljivih kanalov.`,
    locallyTitle: 'Plačajte lokalno',
    locally:
      'na bankah in okencih bankomatov, poštnih uradih in poštnih točkah, v barih, kioskih, sprejemnih ' +
      'pisarnah, supermarketih, trafikah in pri drugih pooblaščenih operaterjih.',
    paymentData: 'Podatki za plačilo',
    singlePayment: 'Enkratni obrok',
    installment: (number) => `Obrok št. ${number}`,
    scanHint: 'Skenirajte QR-kodo z aplikacijo za plačila ali uporabite podatke, navedene ob kodi.',
    scanHintAbove: 'Skenirajte QR-kodo z aplikacijo za plačila ali uporabite podatke, navedene nad njo.',
    subject: 'Predmet plačila',
    cbillCode: 'Št. CBILL',
    noticeNumber: 'Št. obvestila',
    payeeFiscalCode: 'Davčna številka plačnika',
  },
}
