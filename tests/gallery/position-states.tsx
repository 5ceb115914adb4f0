import { cents } from '../../src/core/money.ts'
import { Temporal } from '../../src/core/time.ts'
import type { InstallmentId } from '../../src/debt-positions/installment.ts'
import { ListPage, type ListPageProps, type ListRow } from '../../src/debt-positions/list.page.tsx'
import type { PlanSibling } from '../../src/debt-positions/plan.tsx'
import type { PositionRecord } from '../../src/debt-positions/position-record.ts'
import { PositionPage, type PositionPageProps } from '../../src/debt-positions/position.page.tsx'
import { SearchPage, type SearchPageProps, emptySearch } from '../../src/debt-positions/search.page.tsx'
import {
  anonymous,
  cancelled,
  confirmed,
  expired,
  long,
  notConfirmed,
  now,
  record,
  roccaverde,
  signedIn,
  test,
  toPay,
  today,
  union,
} from './data.ts'

const search: SearchPageProps = {
  frame: anonymous(test),
  values: emptySearch,
  errors: {},
  isNotFound: false,
  limitedUntil: undefined,
}
const typed = { fiscalCode: 'BNCGLI80A41H501X', creditorReferenceId: '', noticeNumber: '3010 4812 7365 9010 17' }
const day = (text: string) => Temporal.PlainDate.from(text)

export const position: PositionPageProps = {
  frame: anonymous(roccaverde),
  today,
  position: record({ debtorName: 'G**** B****' }),
  isDebtorShown: false,
  pay: { kind: 'offered', operationId: 'operazione-1' },
  siblings: [],
  canPrintNotice: true,
  canGetReceipt: false,
  following: 'no',
  cart: 'offered',
  cartNews: undefined,
  news: undefined,
}
const own = { frame: signedIn(roccaverde), isDebtorShown: true, following: 'yes' } as const

/** Nothing paid yet: both ways are open. */
const plan: PlanSibling[] = [
  {
    installmentId: 'intera' as InstallmentId,
    part: 'whole',
    amount: cents(24_000),
    dueOn: day('2026-12-16'),
    status: toPay,
  },
  {
    installmentId: 'rata-1' as InstallmentId,
    part: { number: 1, count: 3 },
    amount: cents(8_000),
    dueOn: day('2026-11-16'),
    status: toPay,
  },
  {
    installmentId: 'rata-2' as InstallmentId,
    part: { number: 2, count: 3 },
    amount: cents(8_000),
    dueOn: day('2026-12-16'),
    status: toPay,
  },
  {
    installmentId: 'rata-3' as InstallmentId,
    part: { number: 3, count: 3 },
    amount: cents(8_000),
    dueOn: day('2027-01-16'),
    status: toPay,
  },
]
/** The first installment is paid: the other way is closed. */
const begun = plan.map((sibling, index) => ({ ...sibling, status: [cancelled, confirmed][index] ?? toPay }))
const secondInstallment = record({
  installmentId: 'rata-2' as InstallmentId,
  serviceName: 'TARI',
  description: 'TARI 2026, rata 2 di 3',
  amount: cents(8_000),
  dueOn: day('2026-12-16'),
})
const whole = record({
  installmentId: 'intera' as InstallmentId,
  serviceName: 'TARI',
  description: 'TARI 2026, unica soluzione',
  amount: cents(24_000),
  dueOn: day('2026-12-16'),
})

const fine: PlanSibling[] = [
  {
    installmentId: 'scontato' as InstallmentId,
    part: 'discounted',
    amount: cents(7_855),
    dueOn: day('2026-12-16'),
    status: toPay,
  },
  {
    installmentId: 'ridotto' as InstallmentId,
    part: 'reduced',
    amount: cents(10_465),
    dueOn: day('2027-02-16'),
    status: toPay,
  },
]
const fineRecord = record({
  installmentId: 'scontato' as InstallmentId,
  serviceName: 'Violazioni al codice della strada',
  description: 'Verbale n. 2026/00123',
  amount: cents(7_855),
  dueOn: day('2026-12-16'),
})

const row = (
  facts: Partial<PositionRecord>,
  pay: ListRow['pay'] = { kind: 'offered', operationId: 'operazione' },
): ListRow => ({
  ...record(facts),
  pay,
  cart: pay.kind === 'offered' ? 'offered' : 'no',
  canPrintNotice: true,
})

const rows: ListRow[] = [
  row({
    dueOn: day('2026-11-12'),
    serviceName: '16.TEST',
    description: 'Pagamento test rata unica',
    amount: cents(500),
  }),
  row({ dueOn: day('2026-11-24') }),
  row({ description: 'TARI 2026', serviceName: '00.RISCOSSIONE COATTIVA', amount: cents(600) }),
  row(
    { status: notConfirmed, description: 'Trasporto scolastico, primo quadrimestre', amount: cents(12_050) },
    { kind: 'later', from: now },
  ),
  row({ ...long, dueOn: day('2027-03-31') }),
]

export const list: ListPageProps = {
  frame: signedIn(test, 5),
  today,
  rows,
  total: { count: 5, amount: cents(100_000_018_550), hasPlans: false },
  isProven: true,
  cartNews: undefined,
  here: {},
  previous: undefined,
  next: undefined,
}

export const positionStates = {
  ricerca: <SearchPage {...search} />,
  'trova-quietanza': <SearchPage {...search} purpose="receipt" />,
  'trova-quietanza-non-trovata': <SearchPage {...search} purpose="receipt" values={typed} isNotFound />,
  'ricerca-con-accesso': <SearchPage {...search} frame={signedIn(test)} />,
  'ricerca-ente-lungo': <SearchPage {...search} frame={anonymous(union)} />,
  'ricerca-errori': (
    <SearchPage
      {...search}
      values={{ ...typed, fiscalCode: 'BNCGLI80A41', noticeNumber: '3010' }}
      errors={{ fiscalCode: 'wrong-length', noticeNumber: 'wrong-form' }}
    />
  ),
  'ricerca-vuota': <SearchPage {...search} errors={{ fiscalCode: 'empty', creditorReferenceId: 'empty' }} />,
  'ricerca-due-codici': (
    <SearchPage
      {...search}
      values={{ ...typed, creditorReferenceId: '01000000000000000' }}
      errors={{ noticeNumber: 'both-given' }}
    />
  ),
  'ricerca-non-trovata': <SearchPage {...search} values={typed} isNotFound />,
  'ricerca-limitata': <SearchPage {...search} values={typed} limitedUntil={now} />,
  pratica: <PositionPage {...position} />,
  'pratica-con-voci': (
    <PositionPage
      {...position}
      {...own}
      position={record({ subject: 'Targa AB123CD', description: 'Verbale n. 2026/00123', amount: cents(18_075) })}
      lines={[
        { label: 'Sanzione', amount: cents(16_880) },
        { label: 'Interessi', amount: cents(320) },
        { label: 'Spese di notifica', amount: cents(875) },
      ]}
      twin={{ installmentId: 'gemella' as InstallmentId, name: 'Verbale n. 2026/00119', paidAt: now }}
    />
  ),
  'pratica-senza-quietanza': <PositionPage {...position} isReceiptMissed />,
  'pratica-causale-riservata': (
    <PositionPage
      {...position}
      position={{ ...position.position, description: null, serviceName: 'Sanzioni amministrative' }}
    />
  ),
  'pratica-con-accesso-richiesto': <PositionPage {...position} frame={anonymous(test)} pay={{ kind: 'after-login' }} />,
  'pratica-da-aggiungere': <PositionPage {...position} {...own} isDebtorShown={false} following="offered" />,
  'pratica-aggiunta': <PositionPage {...position} {...own} position={record()} news="added" />,
  'pratica-gia-inserita': <PositionPage {...position} {...own} position={record()} news="insertedBefore" />,
  'pratica-inserita': <PositionPage {...position} {...own} position={record()} news="inserted" />,
  'pratica-lunga': (
    <PositionPage
      {...position}
      {...own}
      frame={signedIn(union)}
      position={record({ ...long, dueOn: day('2026-11-25') })}
    />
  ),
  'pratica-rata': <PositionPage {...position} {...own} position={secondInstallment} siblings={begun} />,
  'pratica-multa': <PositionPage {...position} {...own} position={fineRecord} siblings={fine} />,
  'pratica-unica': <PositionPage {...position} {...own} position={whole} siblings={plan} />,
  'pratica-in-verifica': (
    <PositionPage
      {...position}
      {...own}
      position={record({ status: notConfirmed })}
      pay={{ kind: 'later', from: now }}
      cart="no"
    />
  ),
  'pratica-in-verifica-da-un-po': (
    <PositionPage
      {...position}
      {...own}
      position={record({
        status: {
          kind: 'not-confirmed',
          attemptId: 'tentativo',
          since: Temporal.Instant.from('2026-11-23T08:05:00Z'),
          canPayAgainAt: null,
        },
      })}
    />
  ),
  'pratica-pagata': (
    <PositionPage
      {...position}
      {...own}
      position={record({ status: confirmed })}
      pay={{ kind: 'none' }}
      cart="no"
      canPrintNotice={false}
      canGetReceipt
    />
  ),
  'pratica-pagata-senza-accesso': (
    <PositionPage
      {...position}
      position={{ ...record({ status: confirmed }), debtorName: 'G**** B****' }}
      pay={{ kind: 'none' }}
      cart="no"
      canPrintNotice={false}
    />
  ),
  'pratica-scaduta': (
    <PositionPage
      {...position}
      position={{ ...record({ status: expired, dueOn: day('2026-11-12') }), debtorName: 'G**** B****' }}
      pay={{ kind: 'none' }}
      cart="no"
      canPrintNotice={false}
    />
  ),
  'pratica-annullata': (
    <PositionPage
      {...position}
      {...own}
      position={record({ status: cancelled })}
      pay={{ kind: 'none' }}
      cart="no"
      canPrintNotice={false}
    />
  ),
  elenco: <ListPage {...list} />,
  'elenco-breve': (
    <ListPage
      {...list}
      frame={signedIn(roccaverde, 2)}
      rows={rows.slice(1, 3)}
      total={{ count: 2, amount: cents(6_000), hasPlans: true }}
    />
  ),
  'elenco-pagine': (
    <ListPage {...list} previous="/comune-di-test/pratiche?prima=a" next="/comune-di-test/pratiche?dopo=b" />
  ),
  'elenco-non-verificato': (
    <ListPage
      {...list}
      isProven={false}
      rows={rows.slice(1, 2)}
      total={{ count: 1, amount: cents(5_400), hasPlans: false }}
    />
  ),
  'elenco-vuoto': (
    <ListPage {...list} frame={signedIn(test, 0)} rows={[]} total={{ count: 0, amount: cents(0), hasPlans: false }} />
  ),
  'elenco-vuoto-non-verificato': (
    <ListPage
      {...list}
      frame={signedIn(test, 0)}
      isProven={false}
      rows={[]}
      total={{ count: 0, amount: cents(0), hasPlans: false }}
    />
  ),
}
