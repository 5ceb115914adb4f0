import type { EmailAddress } from '../core/email-address.ts'
import type { Mail } from '../mail/mail.ts'

type ToWhom = {
  recipient: EmailAddress
  institutionName: string
  trackingCode: string
  /** The page of the case: it says nothing of who owes what. */
  caseLink: string
}

/** More stand in the queue. */
const MOST_NAMED = 20

/** To the ente: that there is something to look at, and nothing of whom it is about. */
export function casesWaitingMail({
  recipient,
  institutionName,
  institutionCode,
  trackingCodes,
  openCount,
}: {
  recipient: EmailAddress
  institutionName: string
  institutionCode: string
  /** As people copy them; of the cases that are new. */
  trackingCodes: readonly string[]
  openCount: number
}): Mail {
  const named = trackingCodes.slice(0, MOST_NAMED)
  const others = trackingCodes.length - named.length
  return {
    kind: 'cases-waiting',
    recipient,
    letter: {
      institutionName,
      title: openCount === 1 ? 'Una richiesta da controllare' : `${openCount} richieste da controllare`,
      blocks: [
        {
          kind: 'paragraph',
          text: 'sul portale dei pagamenti ci sono nuove richieste: un cittadino ha pagato e non trova il pagamento, oppure un pagamento in linea è cominciato e la ricevuta non è arrivata.',
        },
        {
          kind: 'facts',
          facts: [
            { term: 'Richieste aperte', value: `${openCount}` },
            {
              term: 'Le nuove',
              value: others === 0 ? named.join(', ') : `${named.join(', ')} e altre ${others}`,
            },
          ],
        },
        {
          kind: 'paragraph',
          text: `Chi gestisce il portale le vede con «quietanza cases list --institution ${institutionCode}» e risponde con «quietanza cases answer». Se la ricevuta arriva, si chiudono da sole.`,
        },
        { kind: 'paragraph', text: 'Questo messaggio arriva al massimo una volta all’ora.' },
      ],
    },
  }
}

export function paymentFoundMail({ recipient, institutionName, trackingCode, caseLink }: ToWhom): Mail {
  return {
    kind: 'payment-found',
    recipient,
    letter: {
      institutionName,
      title: 'Il pagamento risulta',
      blocks: [
        {
          kind: 'paragraph',
          text: 'la ricevuta che aspettavi è arrivata: la pratica per cui ci hai scritto risulta pagata. Non devi fare altro.',
        },
        { kind: 'facts', facts: [{ term: 'Codice della richiesta', value: trackingCode }] },
        {
          kind: 'paragraph',
          text: 'Nella pagina della richiesta trovi come scaricare la quietanza.',
        },
        { kind: 'button', label: 'Vedi la richiesta', href: caseLink },
      ],
    },
  }
}

export function caseAnsweredMail({
  recipient,
  institutionName,
  trackingCode,
  caseLink,
  answer,
}: ToWhom & { answer: string }): Mail {
  return {
    kind: 'case-answered',
    recipient,
    letter: {
      institutionName,
      title: 'Risposta alla tua richiesta',
      blocks: [
        { kind: 'paragraph', text: 'l’ente ha risposto alla richiesta «Ho pagato ma non risulta»:' },
        { kind: 'paragraph', text: answer },
        { kind: 'facts', facts: [{ term: 'Codice della richiesta', value: trackingCode }] },
        { kind: 'button', label: 'Vedi la richiesta', href: caseLink },
      ],
    },
  }
}
