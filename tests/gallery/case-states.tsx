import type { Temporal } from '../../src/core/time.ts'
import { CasePage, type CasePageProps } from '../../src/cases/case.page.tsx'
import {
  PaidButMissingPage,
  type PaidButMissingPageProps,
  PaymentFoundPage,
  noMissingValues,
} from '../../src/cases/paid-but-missing.page.tsx'
import type { TrackingCode } from '../../src/cases/tracking-code.ts'
import type { InstallmentId } from '../../src/debt-positions/installment.ts'
import { anonymous, confirmed, now, roccaverde, since, today } from './data.ts'

const frame = anonymous(roccaverde)
const missing: PaidButMissingPageProps = { frame, values: noMissingValues, errors: {} }
const asked: CasePageProps = {
  frame,
  today,
  tracked: {
    kind: 'paid-but-missing',
    trackingCode: 'Q7KM4M2PXW9T' as TrackingCode,
    openedAt: now,
    hasEmail: true,
  },
  standing: { kind: 'nothing-yet' },
}
const { paidAt } = confirmed as { paidAt: Temporal.Instant }

export const caseStates = {
  'ho-pagato': <PaidButMissingPage {...missing} />,
  'ho-pagato-errori': (
    <PaidButMissingPage
      {...missing}
      values={{
        fiscalCode: '',
        noticeNumber: '',
        creditorReferenceId: '12',
        paidOn: '20 novembre',
        paper: '4111 1111 1111 1111',
        email: 'giulia',
      }}
      errors={{
        fiscalCode: 'empty',
        creditorReferenceId: 'wrong-form',
        paidOn: 'wrong-form',
        paper: 'card-number',
        email: 'wrong-form',
      }}
    />
  ),
  'ho-pagato-codice-sconosciuto': <PaidButMissingPage {...missing} unknownCode="Q7KM-4M2P" />,
  'ho-pagato-risulta': (
    <PaymentFoundPage frame={frame} result={{ installmentId: 'pratica-mensa' as InstallmentId, paidAt }} />
  ),
  'richiesta-aperta': <CasePage {...asked} />,
  'richiesta-aperta-senza-email': <CasePage {...asked} tracked={{ ...asked.tracked, hasEmail: false }} />,
  'richiesta-in-verifica': <CasePage {...asked} standing={{ kind: 'checking', since }} />,
  'richiesta-pagata': <CasePage {...asked} standing={{ kind: 'paid', paidAt }} />,
  'richiesta-con-risposta': (
    <CasePage
      {...asked}
      standing={{
        kind: 'answered',
        at: now,
        answer:
          'La ricevuta che ci ha mandato riporta il codice di un’altra pratica, che risulta pagata. Questa è ancora da pagare entro il 10/12/2026.',
      }}
    />
  ),
  'richiesta-di-un-pagamento': (
    <CasePage {...asked} tracked={{ ...asked.tracked, kind: 'payment-unanswered', hasEmail: false }} />
  ),
}
