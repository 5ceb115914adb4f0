import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pagopaFile } from '../../tests/support/pagopa-files.ts'
import { SECOND_LANGUAGES } from '../institutions/institution.ts'
import { type OfficialTexts, TEXTS_VERSION, officialTexts } from './official.text.ts'

/** Our name for each text, and the name in the published lists. */
const PUBLISHED: Readonly<Record<keyof OfficialTexts, string>> = {
  title: 'title',
  payee: 'payee',
  recipient: 'recipient',
  howMuchAndWhen: 'when',
  howMuch: 'whenNoDue',
  amount: 'amount',
  discountedAmount: 'discounted',
  reducedAmount: 'reduced',
  euro: 'euro',
  dueOn: 'due',
  withinFiveDays: 'due5',
  withinSixtyDays: 'due60',
  inFullOrInstallments: 'ratesOrFull',
  inInstallments: 'ratesOnly',
  manyInstallments: 'manyRates',
  amountMayChange: 'legal',
  deadlinesTitle: 'deadlinesT',
  deadlines: 'deadlines',
  depositTitle: 'depositT',
  deposit: 'deposit',
  chooseAmount: 'choose',
  where: 'where',
  onlineTitle: 'onlineT',
  online: 'onlineNoSite',
  onlineWithSite: 'onlineSite',
  locallyTitle: 'localT',
  locally: 'local',
  paymentData: 'data',
  singlePayment: 'single',
  installment: 'rate',
  scanHint: 'qrSingle',
  scanHintAbove: 'qrRates',
  subject: 'subject',
  cbillCode: 'cbill',
  noticeNumber: 'notice',
  payeeFiscalCode: 'payeeCf',
}

/** German has no texts about the app alone. */
const IN_THE_PLACE_OF: Readonly<Record<string, string>> = {
  onlineT: 'gpsOnlineT',
  onlineNoSite: 'gpsOnlineNoSite',
  onlineSite: 'gpsOnlineSite',
}

const lists = pagopaFile('notice-strings.json')

test(
  'every prescribed text is the published one, letter by letter, in five languages',
  { skip: lists === undefined && 'set PAGOPA_CONTRACTS to the folder beside notice-strings.json' },
  () => {
    const published = JSON.parse(lists!) as Record<string, Record<string, string>> & { source: string }
    assert.ok(published.source.includes(TEXTS_VERSION))
    for (const language of ['it', ...SECOND_LANGUAGES] as const) {
      for (const [name, text] of Object.entries(officialTexts[language])) {
        const key = PUBLISHED[name as keyof OfficialTexts]
        const expected = published[language]![key] ?? published[language]![IN_THE_PLACE_OF[key] ?? '']
        const filled = expected?.replace('{{Numero}}', '7').replace('{{EnteNome}}', 'Comune di Test')
        assert.equal(typeof text === 'function' ? say(text) : text, filled, `${language} ${name}`)
      }
    }
  },
)

type Sentence = ((count: number) => string) | ((institutionName: string) => string)

function say(sentence: Sentence): string {
  const takesName = sentence.toString().includes('institutionName')
  return takesName ? (sentence as (name: string) => string)('Comune di Test') : (sentence as (n: number) => string)(7)
}
