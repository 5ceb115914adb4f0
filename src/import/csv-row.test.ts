import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Iban } from '../core/iban.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import { Temporal } from '../core/time.ts'
import { assertSound } from '../debt-positions/position-draft.ts'
import type { ServiceId } from '../debt-positions/position-draft.ts'
import type { Catalogue } from './catalogue.ts'
import { COLUMNS, readHeader } from './csv-columns.ts'
import { createRowReader } from './csv-row.ts'

const service = (code: string, name: string) => ({
  serviceId: code.length as ServiceId,
  code,
  name,
  transferCategory: '9/0101101IM/',
  iban: 'IT88A0542899001000000990001' as Iban,
  postalIban: null,
})

const catalogue: Catalogue = {
  institutionId: 1 as InstitutionId,
  fiscalCode: '99000100018',
  name: 'Comune di Roccaverde',
  services: [service('tari', 'TARI'), service('mensa', 'Mensa'), service('mensa-2', 'Mensa')],
  accounts: new Set(),
  numberSpace: { segregationCodes: ['02'], applicationCodes: ['07'] },
}

const CONTEXT = { catalogue, firstDueDay: Temporal.PlainDate.from('2026-11-24') }

const GOOD: Record<string, string> = {
  servizio: 'tari',
  'tipo debitore': '',
  'codice fiscale': 'rssmra80a01h501u',
  nome: 'Mario Rossi',
  causale: 'TARI 2026',
  importo: '54,00',
  scadenza: '31/12/2026',
}

function read(changes: Record<string, string> = {}) {
  const row = { ...GOOD, ...changes }
  const reading = readHeader(Object.keys(row))
  assert.ok(reading.outcome === 'read', JSON.stringify(reading))
  return createRowReader(reading.header, CONTEXT)(Object.values(row))
}

function reasons(changes: Record<string, string>): string[] {
  const reading = read(changes)
  assert.equal(reading.outcome, 'wrong', JSON.stringify(changes))
  return reading.outcome === 'wrong' ? reading.problems.map(({ path, reason }) => `${path}: ${reason}`) : []
}

function position(changes: Record<string, string> = {}) {
  const reading = read(changes)
  assert.ok(reading.outcome === 'read', JSON.stringify(reading))
  return reading.position
}

test('each cell that cannot be right is told by its column, all of a row at once', () => {
  const expected: [Record<string, string>, string[]][] = [
    [{ servizio: '' }, ['servizio: manca']],
    [{ servizio: 'acqua' }, ['servizio: «acqua» non è un servizio dell’ente']],
    [{ voci: 'Tributo=50,00|Interessi=4,00' }, []],
    [{ voci: 'Tributo=50,00|Interessi=3,00' }, ['voci: fanno 53,00, ma l’importo è 54,00']],
    [{ voci: 'Tributo=cinquanta' }, ['voci: «cinquanta» non è un importo']],
    [{ voci: 'Tributo' }, ['voci: la voce 1 deve essere scritta nome=importo (Interessi=3,20)']],
    [{ riguarda: 'x'.repeat(141) }, ['riguarda: è più lungo di 140 caratteri']],
    [{ servizio: 'Mensa' }, []],
    [{ servizio: 'MENSA' }, []],
    [{ 'tipo debitore': 'X' }, ['tipo debitore: deve essere F (persona) o G (azienda, ente)']],
    [{ 'tipo debitore': 'G' }, ['codice fiscale: per un’azienda o un ente deve avere 11 cifre']],
    [{ 'codice fiscale': '' }, ['codice fiscale: manca']],
    [{ 'codice fiscale': 'RSSMRA' }, ['codice fiscale: deve avere 16 caratteri, oppure 11 cifre']],
    [
      { 'codice fiscale': 'RSSMRA80A01H501X' },
      ['codice fiscale: ha il carattere di controllo sbagliato: ricontrollalo'],
    ],
    [{ nome: ' ' }, ['nome: manca']],
    [{ nome: 'x'.repeat(71) }, ['nome: è più lungo di 70 caratteri']],
    [{ nome: 'Mario\u0007' }, ['nome: contiene caratteri di controllo']],
    [{ nome: 'Mario\tRossi' }, ['nome: contiene caratteri di controllo']],
    [{ nome: 'Niccol\ufffd' }, ['nome: ha caratteri illeggibili: il file non è UTF-8 (vedi --encoding)']],
    [{ email: 'mario@' }, ['email: non è un indirizzo e-mail']],
    [{ 'contatto verificato': 'sì' }, ['contatto verificato: non c’è un indirizzo e-mail da garantire']],
    [{ 'contatto verificato': 'forse' }, ['contatto verificato: deve essere sì o no']],
    [{ nazione: 'Italia' }, ['nazione: deve avere 2 lettere (IT)']],
    [{ causale: '' }, ['causale: manca']],
    [{ causale: 'à'.repeat(141) }, ['causale: è più lungo di 140 caratteri']],
    [{ importo: '0,00' }, ['importo: deve essere almeno 0,01']],
    [{ importo: '-5' }, ['importo: «-5» non è un importo']],
    [{ importo: '' }, ['importo: manca']],
    [{ scadenza: '' }, ['scadenza: manca']],
    [{ importo: '', scadenza: '' }, ['importo: manca: serve l’importo con la scadenza, oppure le rate']],
    [{ scadenza: '31/02/2027' }, ['scadenza: «31/02/2027» non è una data (31/12/2026 oppure 2026-12-31)']],
    [{ scadenza: '31/12/0206' }, ['scadenza: «31/12/0206» è una data di un altro secolo']],
    // A deadline that is over is told only beside another mistake: alone it may be known already.
    [{ scadenza: '23/11/2026' }, []],
    [{ scadenza: '23/11/2026', nome: '' }, ['nome: manca', 'scadenza: la scadenza è già passata']],
    [{ 'pagabile dal': 'oggi' }, ['pagabile dal: «oggi» non è una data (31/12/2026 oppure 2026-12-31)']],
    [{ 'codice avviso': '123' }, ['codice avviso: il codice avviso deve avere 18 cifre']],
    [{ 'codice avviso': '399000000000000000' }, ['codice avviso: il codice avviso non è tra quelli di questo ente']],
    [
      { 'codice avviso': '302000000000000000', importo: '', scadenza: '' },
      ['codice avviso: è senza importo e scadenza', 'importo: manca: serve l’importo con la scadenza, oppure le rate'],
    ],
    [{ riferimento: 'x'.repeat(81) }, ['riferimento: è più lungo di 80 caratteri']],
    [{ rate: '2027-01-31=5,00' }, ['rate: devono essere da 2 a 100, divise da |']],
    [{ rate: '2027-01-31|2027-02-28=5' }, ['rate: la rata 1 deve essere scritta scadenza=importo (2026-12-31=50,00)']],
    [{ rate: '2027-01-31=5|2027-02-30=5' }, ['rate: «2027-02-30» non è una data (31/12/2026 oppure 2026-12-31)']],
    [{ rate: '2027-01-31=5|2027-02-28=0' }, ['rate: deve essere almeno 0,01']],
    [
      { importo: 'x', nome: '', scadenza: 'y' },
      ['nome: manca', 'importo: «x» non è un importo', 'scadenza: «y» non è una data (31/12/2026 oppure 2026-12-31)'],
    ],
  ]
  for (const [changes, problems] of expected) {
    if (problems.length === 0) position(changes)
    else assert.deepEqual(reasons(changes), problems, JSON.stringify(changes))
  }
  assert.deepEqual(createRowReader(header(), CONTEXT)(['tari']), {
    outcome: 'wrong',
    problems: [{ path: '', reason: 'ha 1 colonne, l’intestazione ne ha 7' }],
  })
})

function header() {
  const reading = readHeader(Object.keys(GOOD))
  assert.ok(reading.outcome === 'read')
  return reading.header
}

test('a service is found by code or by name; a name that two services have is asked for by code', () => {
  assert.equal(position({ servizio: 'TARI' }).service.code, 'tari')
  assert.equal(position({ servizio: 'mensa-2' }).service.code, 'mensa-2')
  const services = [service('pranzo', 'Mensa'), service('cena', 'Mensa')]
  const ambiguous = createRowReader(header(), { ...CONTEXT, catalogue: { ...catalogue, services } })
  const reading = ambiguous(Object.values({ ...GOOD, servizio: 'mensa' }))
  assert.deepEqual(reading, {
    outcome: 'wrong',
    problems: [{ path: 'servizio', reason: 'più servizi hanno questo nome: scrivi il codice' }],
  })
})

test('columns are known in any order, case and spelling; one that is unknown, missing or there twice is named', () => {
  const spelled = ['CAUSALE', ' Scadenza', 'Importo', 'Codice_Fiscale', 'NOME', 'Servizio', 'E-Mail', 'Città']
  assert.equal(readHeader(spelled).outcome, 'read')
  assert.deepEqual(readHeader(['servizio', 'servizio', 'colore', '']), {
    outcome: 'wrong',
    problems: [
      'la colonna «servizio» c’è due volte',
      'la colonna «colore» non è tra quelle previste',
      'la colonna 4 non ha un nome',
      'manca la colonna «codice fiscale»',
      'manca la colonna «nome»',
      'manca la colonna «causale»',
      'manca la colonna «importo»',
      'manca la colonna «scadenza»',
    ],
  })
  const names = Object.values(COLUMNS).flat()
  assert.equal(new Set(names).size, names.length, 'no name means two columns')
})

test('eleven digits are a company, unless the column says that they are a person’s', () => {
  assert.equal(position({ 'codice fiscale': '01199250158' }).debtor.entityType, 'G')
  assert.equal(position({ 'codice fiscale': '01199250158', 'tipo debitore': 'f' }).debtor.entityType, 'F')
  assert.equal(position({ 'codice fiscale': 'anonimo' }).debtor.fiscalCode, 'ANONIMO')
})

test('no cells make it throw, and what it accepts is sound', () => {
  const columns = Object.values(COLUMNS).map(([name]) => name)
  const reading = readHeader(columns)
  assert.ok(reading.outcome === 'read')
  const readRow = createRowReader(reading.header, CONTEXT)
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('tari', 'RSSMRA80A01H501U', '54,00', '2027-01-31', 'sì', '2027-01-31=5|2027-02-28=5,5', ''),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), (cells) => {
      const row = readRow(cells)
      if (row.outcome === 'wrong') assert.ok(row.problems.length > 0)
      else
        assertSound({
          ...row.position,
          reference: 'X',
          hasOwnReference: true,
          serviceId: row.position.service.serviceId,
        })
    }),
    { numRuns: 1_000 },
  )
})
