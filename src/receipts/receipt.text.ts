/** The words of the quietanza, in five languages. What the receipt itself says stays in Italian. */
import { type Cents, formatAmount, formatEuro } from '../core/money.ts'
import type { PaymentMethod, ReceiptLanguage } from './receipt-document.ts'

export type ReceiptTexts = {
  title: string
  documentTitle: (noticeNumber: string, institutionName: string) => string
  crest: (institutionName: string) => string
  fiscalCode: string
  testMark: string
  testWatermark: string
  money: (amount: Cents) => string
  outcome: string
  outcomeAt: (at: string) => string
  payment: {
    heading: string
    outcome: string
    executed: string
    paidAt: string
    applicationOn: string
    amount: string
    fee: string
    total: string
    method: string
    subject: string
    feeUnknown: string
  }
  methods: Readonly<Record<PaymentMethod, string>>
  parties: { heading: string; institution: string; debtor: string; payer: string }
  references: { heading: string; noticeNumber: string; creditorReferenceId: string; receiptId: string; psp: string }
  transfers: { heading: string; beneficiary: string; remittanceInformation: string; amount: string; total: string }
  stamps: {
    heading: string
    stampId: string
    boughtAt: string
    seller: string
    documentDigest: string
    unreadable: string
  }
  copy: { heading: string; statement: string; digest: string; printedAt: (at: string) => string }
  footer: (noticeNumber: string) => string
  page: (page: number, pages: number) => string
}

/** `€1,234.56`. */
const inEnglish = (amount: Cents) => `€${formatAmount(amount).replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'))}`
/** `1 234,56 €`, with spaces that do not break. */
const inFrench = (amount: Cents) => `${formatAmount(amount).replaceAll('.', '\u00a0')}\u00a0€`

export const receiptTexts: Readonly<Record<ReceiptLanguage, ReceiptTexts>> = {
  it: {
    title: 'Quietanza di pagamento',
    documentTitle: (noticeNumber, institutionName) => `Quietanza di pagamento ${noticeNumber} – ${institutionName}`,
    crest: (institutionName) => `Stemma: ${institutionName}`,
    fiscalCode: 'Codice fiscale',
    testMark: 'QUIETANZA DI PROVA – nessun pagamento è reale',
    testWatermark: 'DI PROVA',
    money: formatEuro,
    outcome: 'Pagamento eseguito',
    outcomeAt: (at) => `Pagamento eseguito il ${at}`,
    payment: {
      heading: 'Pagamento',
      outcome: 'Esito',
      executed: 'Eseguito',
      paidAt: 'Data e ora',
      applicationOn: 'Data applicativa',
      amount: 'Importo',
      fee: 'Commissione',
      total: 'Totale pagato',
      method: 'Metodo di pagamento',
      subject: 'Causale',
      feeUnknown:
        'L’importo non comprende l’eventuale commissione di chi ha eseguito il pagamento, che la ricevuta non riporta.',
    },
    methods: {
      card: 'Carta di pagamento',
      'debit-card': 'Bancomat',
      cash: 'Contanti',
      'bank-transfer': 'Bonifico',
      'post-office': 'Ufficio postale',
    },
    parties: {
      heading: 'Chi riceve e chi paga',
      institution: 'Ente creditore',
      debtor: 'Debitore',
      payer: 'Pagamento eseguito da',
    },
    references: {
      heading: 'Riferimenti',
      noticeNumber: 'Codice avviso',
      creditorReferenceId: 'Identificativo univoco di versamento (IUV)',
      receiptId: 'Identificativo della ricevuta',
      psp: 'Prestatore di servizi di pagamento',
    },
    transfers: {
      heading: 'Versamenti',
      beneficiary: 'Beneficiario',
      remittanceInformation: 'Causale del versamento',
      amount: 'Importo',
      total: 'Totale',
    },
    stamps: {
      heading: 'Marca da bollo digitale',
      stampId: 'Numero della marca (IUBD)',
      boughtAt: 'Acquistata il',
      seller: 'Venduta da',
      documentDigest: 'Impronta del documento',
      unreadable: 'La ricevuta telematica contiene una marca da bollo digitale che non è possibile riportare qui.',
    },
    copy: {
      heading: 'Valore di questo documento',
      statement:
        'Questo documento è la copia, in forma leggibile, della ricevuta telematica che la piattaforma pagoPA ha ' +
        'rilasciato all’ente creditore e che l’ente conserva. La ricevuta telematica attesta il pagamento e libera il ' +
        'debitore per la somma indicata; fanno eccezione i tributi che il contribuente calcola da sé e le sanzioni il ' +
        'cui importo dipende dalla data di notifica.',
      digest: 'Impronta SHA-256 della ricevuta telematica:',
      printedAt: (at) => `Stampata il ${at}.`,
    },
    footer: (noticeNumber) => `Quietanza di pagamento · codice avviso ${noticeNumber}`,
    page: (page, pages) => `Pagina ${page} di ${pages}`,
  },
  en: {
    title: 'Payment receipt',
    documentTitle: (noticeNumber, institutionName) => `Payment receipt ${noticeNumber} – ${institutionName}`,
    crest: (institutionName) => `Coat of arms: ${institutionName}`,
    fiscalCode: 'Tax code',
    testMark: 'TEST RECEIPT – no payment is real',
    testWatermark: 'TEST',
    money: inEnglish,
    outcome: 'Payment made',
    outcomeAt: (at) => `Payment made on ${at}`,
    payment: {
      heading: 'Payment',
      outcome: 'Outcome',
      executed: 'Made',
      paidAt: 'Date and time',
      applicationOn: 'Application date',
      amount: 'Amount',
      fee: 'Fee',
      total: 'Total paid',
      method: 'Payment method',
      subject: 'Description',
      feeUnknown: 'The amount does not include the fee of the payment service, if any: the receipt does not report it.',
    },
    methods: {
      card: 'Payment card',
      'debit-card': 'Debit card',
      cash: 'Cash',
      'bank-transfer': 'Bank transfer',
      'post-office': 'Post office',
    },
    parties: { heading: 'Payee and payer', institution: 'Payee', debtor: 'Debtor', payer: 'Paid by' },
    references: {
      heading: 'References',
      noticeNumber: 'Notice code',
      creditorReferenceId: 'Unique payment identifier (IUV)',
      receiptId: 'Receipt identifier',
      psp: 'Payment service provider',
    },
    transfers: {
      heading: 'Transfers',
      beneficiary: 'Beneficiary',
      remittanceInformation: 'Remittance information',
      amount: 'Amount',
      total: 'Total',
    },
    stamps: {
      heading: 'Digital revenue stamp',
      stampId: 'Stamp number (IUBD)',
      boughtAt: 'Bought on',
      seller: 'Sold by',
      documentDigest: 'Digest of the document',
      unreadable: 'The electronic receipt contains a digital revenue stamp that cannot be shown here.',
    },
    copy: {
      heading: 'Value of this document',
      statement:
        'This document is the readable copy of the electronic receipt (ricevuta telematica) that the pagoPA platform ' +
        'has issued to the payee, who keeps it. The electronic receipt certifies the payment and releases the debtor ' +
        'for the amount shown, except for taxes that taxpayers assess themselves and for fines whose amount depends ' +
        'on the date of notification.',
      digest: 'SHA-256 digest of the electronic receipt:',
      printedAt: (at) => `Printed on ${at}.`,
    },
    footer: (noticeNumber) => `Payment receipt · notice code ${noticeNumber}`,
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
  de: {
    title: 'Zahlungsquittung',
    documentTitle: (noticeNumber, institutionName) => `Zahlungsquittung ${noticeNumber} – ${institutionName}`,
    crest: (institutionName) => `Wappen: ${institutionName}`,
    fiscalCode: 'Steuernummer',
    testMark: 'TESTQUITTUNG – keine Zahlung ist echt',
    testWatermark: 'TEST',
    money: formatEuro,
    outcome: 'Zahlung ausgeführt',
    outcomeAt: (at) => `Zahlung ausgeführt am ${at}`,
    payment: {
      heading: 'Zahlung',
      outcome: 'Ergebnis',
      executed: 'Ausgeführt',
      paidAt: 'Datum und Uhrzeit',
      applicationOn: 'Anwendungsdatum',
      amount: 'Betrag',
      fee: 'Gebühr',
      total: 'Bezahlter Gesamtbetrag',
      method: 'Zahlungsart',
      subject: 'Zahlungsgrund',
      feeUnknown:
        'Der Betrag enthält nicht die allfällige Gebühr des Zahlungsdienstleisters, die in der Quittung nicht steht.',
    },
    methods: {
      card: 'Zahlungskarte',
      'debit-card': 'Bankomatkarte',
      cash: 'Barzahlung',
      'bank-transfer': 'Überweisung',
      'post-office': 'Postamt',
    },
    parties: {
      heading: 'Empfänger und Zahler',
      institution: 'Körperschaft',
      debtor: 'Schuldner',
      payer: 'Bezahlt von',
    },
    references: {
      heading: 'Angaben',
      noticeNumber: 'Zahlungsmitteilungskodex',
      creditorReferenceId: 'Eindeutige Zahlungskennung (IUV)',
      receiptId: 'Kennung der Quittung',
      psp: 'Zahlungsdienstleister',
    },
    transfers: {
      heading: 'Einzahlungen',
      beneficiary: 'Begünstigter',
      remittanceInformation: 'Grund der Einzahlung',
      amount: 'Betrag',
      total: 'Gesamtbetrag',
    },
    stamps: {
      heading: 'Digitale Stempelmarke',
      stampId: 'Nummer der Marke (IUBD)',
      boughtAt: 'Gekauft am',
      seller: 'Verkauft von',
      documentDigest: 'Prüfsumme des Dokuments',
      unreadable:
        'Die telematische Quittung enthält eine digitale Stempelmarke, die hier nicht dargestellt werden kann.',
    },
    copy: {
      heading: 'Wert dieses Dokuments',
      statement:
        'Dieses Dokument ist die lesbare Kopie der telematischen Quittung (ricevuta telematica), welche die Plattform ' +
        'pagoPA der Körperschaft ausgestellt hat und die diese aufbewahrt. Die telematische Quittung bestätigt die ' +
        'Zahlung und befreit den Schuldner für den angegebenen Betrag; ausgenommen sind Abgaben, die der ' +
        'Steuerpflichtige selbst berechnet, und Strafen, deren Betrag vom Zustellungsdatum abhängt.',
      digest: 'SHA-256-Prüfsumme der telematischen Quittung:',
      printedAt: (at) => `Gedruckt am ${at}.`,
    },
    footer: (noticeNumber) => `Zahlungsquittung · Zahlungsmitteilungskodex ${noticeNumber}`,
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
  fr: {
    title: 'Quittance de paiement',
    documentTitle: (noticeNumber, institutionName) => `Quittance de paiement ${noticeNumber} – ${institutionName}`,
    crest: (institutionName) => `Armoiries : ${institutionName}`,
    fiscalCode: 'Code fiscal',
    testMark: 'QUITTANCE D’ESSAI – aucun paiement n’est réel',
    testWatermark: 'ESSAI',
    money: inFrench,
    outcome: 'Paiement effectué',
    outcomeAt: (at) => `Paiement effectué le ${at}`,
    payment: {
      heading: 'Paiement',
      outcome: 'Résultat',
      executed: 'Effectué',
      paidAt: 'Date et heure',
      applicationOn: 'Date d’application',
      amount: 'Montant',
      fee: 'Commission',
      total: 'Total payé',
      method: 'Mode de paiement',
      subject: 'Objet',
      feeUnknown:
        'Le montant ne comprend pas l’éventuelle commission du service de paiement, que le reçu n’indique pas.',
    },
    methods: {
      card: 'Carte de paiement',
      'debit-card': 'Carte de débit',
      cash: 'Espèces',
      'bank-transfer': 'Virement',
      'post-office': 'Bureau de poste',
    },
    parties: {
      heading: 'Bénéficiaire et payeur',
      institution: 'Organisme créancier',
      debtor: 'Débiteur',
      payer: 'Payé par',
    },
    references: {
      heading: 'Références',
      noticeNumber: 'Code Avis',
      creditorReferenceId: 'Identifiant unique de versement (IUV)',
      receiptId: 'Identifiant du reçu',
      psp: 'Prestataire de services de paiement',
    },
    transfers: {
      heading: 'Versements',
      beneficiary: 'Bénéficiaire',
      remittanceInformation: 'Objet du versement',
      amount: 'Montant',
      total: 'Total',
    },
    stamps: {
      heading: 'Timbre fiscal numérique',
      stampId: 'Numéro du timbre (IUBD)',
      boughtAt: 'Acheté le',
      seller: 'Vendu par',
      documentDigest: 'Empreinte du document',
      unreadable: 'Le reçu télématique contient un timbre fiscal numérique qui ne peut pas être reproduit ici.',
    },
    copy: {
      heading: 'Valeur de ce document',
      statement:
        'Ce document est la copie lisible du reçu télématique (ricevuta telematica) que la plateforme pagoPA a délivré ' +
        'à l’organisme créancier et que celui-ci conserve. Le reçu télématique atteste le paiement et libère le ' +
        'débiteur pour le montant indiqué, sauf pour les taxes que le contribuable calcule lui-même et les sanctions ' +
        'dont le montant dépend de la date de notification.',
      digest: 'Empreinte SHA-256 du reçu télématique :',
      printedAt: (at) => `Imprimé le ${at}.`,
    },
    footer: (noticeNumber) => `Quittance de paiement · code Avis ${noticeNumber}`,
    page: (page, pages) => `Page ${page} sur ${pages}`,
  },
  sl: {
    title: 'Potrdilo o plačilu',
    documentTitle: (noticeNumber, institutionName) => `Potrdilo o plačilu ${noticeNumber} – ${institutionName}`,
    crest: (institutionName) => `Grb: ${institutionName}`,
    fiscalCode: 'Davčna številka',
    testMark: 'POSKUSNO POTRDILO – nobeno plačilo ni resnično',
    testWatermark: 'POSKUS',
    money: formatEuro,
    outcome: 'Plačilo izvedeno',
    outcomeAt: (at) => `Plačilo izvedeno ${at}`,
    payment: {
      heading: 'Plačilo',
      outcome: 'Izid',
      executed: 'Izvedeno',
      paidAt: 'Datum in ura',
      applicationOn: 'Datum uporabe',
      amount: 'Znesek',
      fee: 'Provizija',
      total: 'Skupaj plačano',
      method: 'Način plačila',
      subject: 'Predmet plačila',
      feeUnknown: 'Znesek ne vključuje morebitne provizije ponudnika plačilnih storitev, ki je v potrdilu ni.',
    },
    methods: {
      card: 'Plačilna kartica',
      'debit-card': 'Debetna kartica',
      cash: 'Gotovina',
      'bank-transfer': 'Nakazilo',
      'post-office': 'Poštni urad',
    },
    parties: { heading: 'Prejemnik in plačnik', institution: 'Upnik', debtor: 'Dolžnik', payer: 'Plačal' },
    references: {
      heading: 'Sklici',
      noticeNumber: 'Št. obvestila',
      creditorReferenceId: 'Enotna oznaka plačila (IUV)',
      receiptId: 'Oznaka potrdila',
      psp: 'Ponudnik plačilnih storitev',
    },
    transfers: {
      heading: 'Nakazila',
      beneficiary: 'Upravičenec',
      remittanceInformation: 'Namen nakazila',
      amount: 'Znesek',
      total: 'Skupaj',
    },
    stamps: {
      heading: 'Digitalni kolek',
      stampId: 'Številka koleka (IUBD)',
      boughtAt: 'Kupljen',
      seller: 'Prodal',
      documentDigest: 'Povzetek dokumenta',
      unreadable: 'Elektronsko potrdilo vsebuje digitalni kolek, ki ga tukaj ni mogoče prikazati.',
    },
    copy: {
      heading: 'Vrednost tega dokumenta',
      statement:
        'Ta dokument je berljiva kopija elektronskega potrdila (ricevuta telematica), ki ga je platforma pagoPA izdala ' +
        'upniku in ga ta hrani. Elektronsko potrdilo dokazuje plačilo in razbremeni dolžnika za navedeni znesek, razen ' +
        'pri davkih, ki jih zavezanec izračuna sam, in pri kaznih, katerih znesek je odvisen od datuma vročitve.',
      digest: 'Povzetek SHA-256 elektronskega potrdila:',
      printedAt: (at) => `Natisnjeno ${at}.`,
    },
    footer: (noticeNumber) => `Potrdilo o plačilu · št. obvestila ${noticeNumber}`,
    page: (page, pages) => `Stran ${page} od ${pages}`,
  },
}
