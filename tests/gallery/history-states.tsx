import { cents } from '../../src/core/money.ts'
import { Temporal } from '../../src/core/time.ts'
import type { PositionRecord } from '../../src/debt-positions/position-record.ts'
import { emptyHistoryForm } from '../../src/history/history-filter.ts'
import { HistoryPage, type HistoryPageProps } from '../../src/history/history.page.tsx'
import { StatementPage, type StatementPageProps } from '../../src/history/statement.page.tsx'
import type { StatementLine } from '../../src/receipts/statement-document.ts'
import { cancelled, confirmed, expired, long, record, roccaverde, signedIn, test, today } from './data.ts'

const closed = (facts: Partial<PositionRecord>) => ({
  ...record({ status: confirmed, ...facts }),
  canGetReceipt: (facts.status ?? confirmed).kind === 'confirmed',
})

const history: HistoryPageProps = {
  frame: signedIn(test, 0),
  today,
  rows: [
    closed({ subject: 'Alunno: Marco Bianchi, classe 2ª B' }),
    closed({ description: 'TARI 2025, unica soluzione', serviceName: 'TARI', amount: cents(18_730) }),
    closed(long),
  ],
  form: emptyHistoryForm,
  errors: {},
  choices: {
    years: ['2026', '2025'],
    services: [
      { code: 'mensa', name: '08.MENSA SCOLASTICA' },
      { code: 'tari', name: 'TARI' },
    ],
    institutions: [
      { code: 'comune-di-test', name: 'Comune di Test' },
      { code: 'roccaverde', name: 'Comune di Roccaverde' },
    ],
  },
  previous: undefined,
  next: undefined,
}

const paidLine = (facts: Partial<StatementLine> = {}, index = 0): StatementLine => ({
  paidAt: Temporal.Instant.from(`2026-0${index + 1}-20T09:15:00Z`),
  serviceName: '08.MENSA SCOLASTICA',
  description: `Mensa scolastica, mese ${index + 1}`,
  subject: 'Alunno: Marco Bianchi, classe 2ª B',
  debtorName: 'Giulia Bianchi',
  noticeNumber: record().noticeNumber,
  receiptId: `ricevuta-${index}`,
  method: 'card',
  amount: cents(5_400),
  ...facts,
})

const statement: StatementPageProps = {
  frame: signedIn(roccaverde, 0),
  statement: {
    year: 2026,
    lines: [
      paidLine({}, 0),
      paidLine({}, 1),
      paidLine({ serviceName: 'TARI', description: 'TARI 2026', subject: null, amount: cents(18_730) }, 2),
      paidLine({ description: null, subject: null, debtorName: 'M**** R****', serviceName: 'Sanzioni' }, 3),
    ],
    isWhole: true,
  },
  years: [2026, 2025],
}

export const historyStates = {
  storico: <HistoryPage {...history} />,
  'storico-filtrato': (
    <HistoryPage
      {...history}
      rows={history.rows.slice(0, 1)}
      form={{ ...emptyHistoryForm, cerca: 'mensa', anno: '2026', servizio: 'mensa', persona: 'mie', da: '50,00' }}
    />
  ),
  'storico-di-tutti-gli-enti': (
    <HistoryPage
      {...history}
      rows={[
        { ...closed({ serviceName: 'TARI' }), elsewhere: { code: 'roccaverde', name: 'Comune di Roccaverde' } },
        ...history.rows.slice(0, 1),
        closed({ status: cancelled, description: 'Mensa scolastica, ottobre 2026' }),
        closed({ status: expired, description: 'Centro estivo 2026' }),
      ]}
      form={{ ...emptyHistoryForm, ente: 'tutti', stato: 'tutte' }}
      choices={{ ...history.choices, services: [] }}
      previous="/comune-di-test/storico?prima=a"
      next="/comune-di-test/storico?dopo=b"
    />
  ),
  'storico-errori': (
    <HistoryPage
      {...history}
      form={{ ...emptyHistoryForm, da: 'tanto', a: '10' }}
      errors={{ da: 'no-amount', a: 'below-least' }}
    />
  ),
  'storico-senza-risultati': (
    <HistoryPage {...history} rows={[]} form={{ ...emptyHistoryForm, cerca: 'piscina', anno: '2025' }} />
  ),
  'storico-vuoto': <HistoryPage {...history} rows={[]} choices={{ years: [], services: [], institutions: [] }} />,
  riepilogo: <StatementPage {...statement} />,
  'riepilogo-troppo-lungo': <StatementPage {...statement} statement={{ ...statement.statement, isWhole: false }} />,
  'riepilogo-di-un-anno-vuoto': (
    <StatementPage {...statement} statement={{ year: 2024, lines: [], isWhole: true }} years={[2024, 2026, 2025]} />
  ),
  'riepilogo-vuoto': <StatementPage {...statement} statement={{ year: 2026, lines: [], isWhole: true }} years={[]} />,
}
