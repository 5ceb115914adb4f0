/** The columns of a CSV of positions, by the names that a clerk writes above them (docs/import.md). */

export type Column = keyof typeof COLUMNS

/** The first name is the one that messages use; capitals, accents and punctuation do not matter. */
export const COLUMNS = {
  service: ['servizio'],
  entityType: ['tipo debitore', 'tipo'],
  fiscalCode: ['codice fiscale', 'cf'],
  fullName: ['nome', 'denominazione', 'nome e cognome', 'ragione sociale'],
  streetName: ['indirizzo', 'via'],
  civicNumber: ['civico', 'numero civico'],
  postalCode: ['cap'],
  city: ['comune', 'città'],
  province: ['provincia'],
  country: ['nazione'],
  email: ['email', 'e-mail'],
  emailIsVerified: ['contatto verificato'],
  description: ['causale'],
  amount: ['importo'],
  dueOn: ['scadenza'],
  validFrom: ['pagabile dal'],
  isPayableLate: ['pagabile dopo la scadenza'],
  noticeNumber: ['codice avviso', 'numero avviso'],
  reference: ['riferimento', 'riferimento pratica'],
  installments: ['rate'],
  lines: ['voci'],
  subject: ['riguarda'],
} as const satisfies Record<string, readonly string[]>

const REQUIRED: readonly Column[] = ['service', 'fiscalCode', 'fullName', 'description', 'amount', 'dueOn']

export function titleOf(column: Column): string {
  return COLUMNS[column][0]
}

/** Where each column stands; -1 for one that the file does not have. */
export type Header = { width: number; at: Readonly<Record<Column, number>> }

export type HeaderReading = { outcome: 'read'; header: Header } | { outcome: 'wrong'; problems: string[] }

export function readHeader(cells: readonly string[]): HeaderReading {
  const problems: string[] = []
  const at = Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, -1])) as Record<Column, number>
  cells.forEach((cell, index) => {
    const column = columnNamed(cell)
    if (column === undefined) {
      problems.push(
        cell.trim() === ''
          ? `la colonna ${index + 1} non ha un nome`
          : `la colonna «${cell.trim().slice(0, 60)}» non è tra quelle previste`,
      )
    } else if (at[column] === -1) {
      at[column] = index
    } else {
      problems.push(`la colonna «${titleOf(column)}» c’è due volte`)
    }
  })
  for (const column of REQUIRED) {
    if (at[column] === -1) problems.push(`manca la colonna «${titleOf(column)}»`)
  }
  return problems.length > 0 ? { outcome: 'wrong', problems } : { outcome: 'read', header: { width: cells.length, at } }
}

function columnNamed(text: string): Column | undefined {
  const wanted = plain(text)
  for (const [column, names] of Object.entries(COLUMNS)) {
    if (names.some((name) => plain(name) === wanted)) return column as Column
  }
  return undefined
}

/** `E-mail ` and `Città` are `email` and `citta`. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()
}
