import type { EmailAddress } from '../core/email-address.ts'
import type { Mail } from '../mail/mail.ts'

type ToWhom = {
  recipient: EmailAddress
  institutionName: string
  trackingCode: string
  /** The page of the case: it says nothing of who owes what. */
  caseLink: string
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
