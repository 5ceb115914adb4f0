/**
 * The same pages from template strings and the same queries: no framework, no session, no components. What rendering, the
 * edge and everything around a page costs is measured against it.
 *
 *     GET /lista            twenty-five rows of one debtor
 *     GET /storico          twenty-five of the thousand that are over
 *     GET /pratica/{id}     one position
 */
import * as http from 'node:http'
import { readFileSync } from 'node:fs'
import type { SessionId } from '../../src/accounts/session.ts'
import type { FiscalCode } from '../../src/core/fiscal-code.ts'
import { formatEuro } from '../../src/core/money.ts'
import { formatDay, systemClock } from '../../src/core/time.ts'
import { findPosition, findSiblings, listOwed, totalOwed } from '../../src/debt-positions/citizen.queries.ts'
import { findChoices } from '../../src/history/history.queries.ts'
import { emptyHistoryForm, readHistoryForm } from '../../src/history/history-filter.ts'
import { HISTORY_PAGE_ROWS } from '../../src/history/history-rows.ts'
import { lookBack } from '../../src/history/look-back.operation.ts'
import type { PositionRecord } from '../../src/debt-positions/position-record.ts'
import type { Sight } from '../../src/debt-positions/visibility.ts'
import { openDirectory } from '../../src/institutions/open-directory.operation.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { createLogger } from '../../src/platform/logger.ts'

const environment = process.env as Record<string, string>
const db = openDatabase({
  url: environment['DATABASE_URL']!,
  role: 'quietanza_app',
  poolSize: 10,
  applicationName: 'bench',
  onError: (error) => {
    throw error
  },
})
const directory = await openDirectory(db, createLogger({ level: 'silent', role: 'bench' }))
const institution = directory.byCode('roccaverde')!
const { institutionId } = institution

/** What stands around the rows of our own page, byte for byte: both pages must be as long. */
const [listHead = '', listFoot = ''] = readFileSync(environment['LIST_PAGE']!, 'utf8').split(/<tbody.*<\/tbody>/s)
const [historyHead = '', historyFoot = ''] = readFileSync(environment['HISTORY_PAGE']!, 'utf8').split(
  /<tbody.*<\/tbody>/s,
)
const [positionHead = '', positionFoot = ''] = readFileSync(environment['POSITION_PAGE']!, 'utf8').split(
  /<main.*<\/main>/s,
)

const escape = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

const row = ({ record }: { record: PositionRecord }) => `<tr role="row">
  <td role="cell" data-label="Nome" class="q-record-name">${escape(record.debtorName)}</td>
  <td role="cell" data-label="Servizio" class="q-record-service">${escape(record.serviceName)}</td>
  <td role="cell" data-label="Causale" class="q-record-description"><a href="/roccaverde/pratiche/${record.installmentId}">${escape(record.description ?? '')}</a></td>
  <td role="cell" data-label="Stato" class="q-record-state"><span class="q-pill q-pill-to-pay">Da pagare</span></td>
  <td role="cell" data-label="Data Pratica" class="q-record-created">${formatDay(record.createdOn)}</td>
  <td role="cell" data-label="Data Scadenza" class="q-record-due">${formatDay(record.dueOn)}</td>
  <td role="cell" data-label="Riferimento Pratica / IUV" class="q-record-code"><span class="q-code">${record.creditorReferenceId}</span></td>
  <td role="cell" data-label="Importo" class="q-record-amount">${formatEuro(record.amount)}</td>
  <td role="cell" class="q-record-actions"><form method="post" action="/roccaverde/pratiche/${record.installmentId}/paga"><button>Paga</button></form></td>
</tr>`

const sight: Sight = {
  sessionId: null,
  accountId: null,
  fiscalCode: environment['FISCAL_CODE'] as FiscalCode,
  cartId: null,
}

async function list(): Promise<string> {
  const now = systemClock.now()
  const [rows, total] = await Promise.all([
    listOwed(db, institutionId, sight, undefined, now),
    totalOwed(db, institutionId, sight, now),
  ])
  return `${listHead}<tbody role="rowgroup">${rows.rows.map(row).join('')}</tbody><p>${formatEuro(total.amount)}</p>${listFoot}`
}

async function history(): Promise<string> {
  const now = systemClock.now()
  const { filter } = readHistoryForm({ ...emptyHistoryForm, stato: 'tutte' })
  const [{ rows }, choices, total] = await Promise.all([
    lookBack(
      { db, clock: systemClock },
      { institutions: [institution], sightAt: async () => sight, filter, cursor: undefined, size: HISTORY_PAGE_ROWS },
    ),
    findChoices(db, institutionId, sight, now),
    totalOwed(db, institutionId, sight, now),
  ])
  const years = choices.years.map((year) => `<option>${year}</option>`).join('')
  return `${historyHead}<select>${years}</select><tbody role="rowgroup">${rows.map(row).join('')}</tbody><p>${formatEuro(total.amount)}</p>${historyFoot}`
}

async function position(id: string): Promise<string> {
  const guest: Sight = {
    sessionId: environment['SESSION_ID'] as SessionId,
    accountId: null,
    fiscalCode: null,
    cartId: null,
  }
  const now = systemClock.now()
  const found = await findPosition(db, institutionId, guest, id, now)
  if (!found) throw new Error('not found')
  await findSiblings(db, institutionId, found.record.installmentId, now)
  const { record } = found
  return `${positionHead}<main><h1>${escape(record.description ?? record.serviceName)}</h1><p>${escape(record.debtorName)}</p>
    <p>${formatEuro(record.amount)}</p><p>Entro il ${formatDay(record.dueOn)}</p><dl><dt>Servizio</dt>
    <dd>${escape(record.serviceName)}</dd><dt>Codice Avviso</dt><dd>${record.noticeNumber}</dd></dl></main>${positionFoot}`
}

function pageAt(url: string): Promise<string> {
  if (url === '/lista') return list()
  if (url === '/storico') return history()
  return position(url.split('/').at(-1)!)
}

const server = http.createServer((request, response) => {
  if (request.url === '/') {
    response.end('ok')
    return
  }
  const page = pageAt(request.url!)
  page.then(
    (html) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
    (error: Error) => response.writeHead(500).end(error.message),
  )
})
server.listen(Number(environment['PORT']), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
