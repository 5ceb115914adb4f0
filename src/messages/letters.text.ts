/** The mails about notices. What happened, whether money moved, what to do; nothing of a person that the reader may not see. */
import type { EmailAddress } from '../core/email-address.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import { formatEuro } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { dayInRome, formatDay } from '../core/time.ts'
import type { PositionRecord } from '../debt-positions/position-record.ts'
import type { Block, Fact, Letter } from '../mail/letter.ts'
import type { Mail } from '../mail/mail.ts'
import type { Message, MessageKind } from './message.ts'

export type MessageLetter = {
  institutionId: InstitutionId
  institutionName: string
  recipient: EmailAddress
  message: Message
  /** What it tells about, soonest due first. */
  positions: readonly PositionRecord[]
  isReceiptAttached: boolean
  links: { position: (record: PositionRecord) => string; all: string; stop: string }
}

/** So many are told one by one: a longer letter is read by nobody. */
const MOST_TOLD = 20

export function messageMail(letter: MessageLetter): Mail {
  const { institutionId, message, recipient, isReceiptAttached } = letter
  return {
    kind: message.kind,
    sender: institutionId,
    recipient,
    letter: write(letter),
    withReceipts: isReceiptAttached,
  }
}

function write(letter: MessageLetter): Letter {
  const { institutionName, message, positions, links } = letter
  const words = wordsOf(letter)
  const isOne = positions.length === 1
  const told = positions.slice(0, MOST_TOLD)
  const more = positions.length - told.length
  const blocks: Block[] = [
    { kind: 'paragraph', text: words.opening },
    ...told.flatMap((record): Block[] => [
      { kind: 'facts', facts: factsOf(record) },
      ...(isOne
        ? []
        : [{ kind: 'link', label: `${words.one}: ${nameOf(record)}`, href: links.position(record) } as const]),
    ]),
    ...(more > 0 ? [{ kind: 'paragraph', text: more === 1 ? 'E un altro.' : `E altri ${more}.` } as const] : []),
    { kind: 'button', label: isOne ? words.one : words.all, href: isOne ? links.position(positions[0]!) : links.all },
    ...words.closing.map((text): Block => ({ kind: 'paragraph', text })),
  ]
  return { institutionName, title: words.title, blocks, stop: { ...STOP[message.kind], href: links.stop } }
}

type Words = { title: string; opening: string; one: string; all: string; closing: string[] }

function wordsOf({ message, positions, isReceiptAttached }: MessageLetter): Words {
  const many = positions.length
  switch (message.kind) {
    case 'position-created':
      return {
        title: many === 1 ? 'Hai un nuovo avviso da pagare' : `Hai ${many} nuovi avvisi da pagare`,
        opening: many === 1 ? 'è pronto un avviso di pagamento per te.' : 'sono pronti questi avvisi per te.',
        one: 'Vedi l’avviso',
        all: 'Vedi le tue pratiche',
        closing: [
          'Puoi pagare in linea, oppure stampare l’avviso e pagarlo in banca, in posta o in tabaccheria.',
          'Se hai già pagato, non devi fare nulla.',
        ],
      }
    case 'reminder': {
      // A day, not "tomorrow": a mail may be late.
      const last = formatDay(positions.at(-1)!.dueOn)
      return {
        title: many === 1 ? `Un avviso scade il ${last}` : `${many} avvisi scadono entro il ${last}`,
        opening:
          many === 1
            ? 'ti ricordiamo questo avviso, che non risulta ancora pagato.'
            : 'ti ricordiamo questi avvisi, che non risultano ancora pagati.',
        one: 'Vedi e paga',
        all: 'Vedi le tue pratiche',
        closing: [
          'Se hai appena pagato, non devi fare nulla: la conferma può arrivare dopo qualche ora. Non pagare due volte.',
        ],
      }
    }
    case 'payment-received':
      return {
        title: many === 1 ? 'Abbiamo ricevuto il pagamento' : `Abbiamo ricevuto ${many} pagamenti`,
        opening:
          many === 1
            ? 'il pagamento è arrivato: l’avviso risulta pagato e non devi fare altro.'
            : 'i pagamenti sono arrivati: gli avvisi risultano pagati e non devi fare altro.',
        one: 'Apri la quietanza',
        all: 'Vedi lo storico',
        closing: isReceiptAttached
          ? [many === 1 ? 'La quietanza è allegata in PDF.' : 'Le quietanze sono allegate in PDF.']
          : [],
      }
  }
}

const STOP: Record<MessageKind, { reason: string; action: string }> = {
  'position-created': {
    reason: 'Ricevi questo messaggio perché hai un account, e nelle preferenze i nuovi avvisi sono attivi.',
    action: 'Non ricevere più i nuovi avvisi',
  },
  reminder: {
    reason: 'Ricevi questo messaggio perché hai un account, e nelle preferenze i promemoria sono attivi.',
    action: 'Non ricevere più i promemoria',
  },
  'payment-received': {
    reason: 'Ricevi questo messaggio perché hai un account, e nelle preferenze le conferme di pagamento sono attive.',
    action: 'Non ricevere più le conferme',
  },
}

/** A link is read alone, too: it says which notice it opens. */
function nameOf({ description, serviceName }: PositionRecord): string {
  return description ?? serviceName
}

function factsOf(record: PositionRecord): Fact[] {
  const { status } = record
  return [
    { term: 'Servizio', value: record.serviceName },
    ...(record.description === null ? [] : [{ term: 'Causale', value: record.description }]),
    { term: 'Importo', value: formatEuro(record.amount) },
    status.kind === 'confirmed'
      ? { term: 'Pagato il', value: formatDay(dayInRome(status.paidAt)) }
      : { term: 'Scadenza', value: formatDay(record.dueOn) },
    { term: 'Codice Avviso', value: groupDigits(record.noticeNumber) },
  ]
}
