/** The counter: a PSP where somebody pays in cash. */
import type { Bench } from './bench.ts'
import { ActivatedPage, CounterPage, FaultPage, OfferPage, PaidPage, UnknownReceiptPage } from './counter.pages.tsx'
import { text } from './counter.text.ts'
import { type App, type Reply, fieldsOf, sendPage, textIdOf } from './http.ts'
import { type Notice, isInstitutionCode, isNoticeNumber, parseQrCode, withoutSeparators } from './identifiers.ts'
import type { Psp, Subject } from './messages.ts'
import { parseEuro } from './money.ts'
import type { Activation } from './node.ts'
import { carryOut, readReceiptPlan } from './receipt-plan.ts'

const COUNTER_PSP: Psp = {
  idPSP: 'SPORTPRV',
  fiscalCode: '99000500019',
  companyName: 'Sportello di Prova',
  idChannel: '99000500019_01',
  channelDescription: 'sportello fisico',
}

type Form = Record<string, string>
type Typed = { notice: Notice; qrAmount?: number } | { error: string }

export function counterRoutes(app: App, bench: Bench): void {
  const { config, node } = bench

  app.get('/sportello', (_request, reply) => sendPage(reply, <CounterPage config={config} />))

  app.get('/sportello/verifica', async (request, reply) => {
    const form = fieldsOf(request.query)
    const typed = readNotice(form)
    if ('error' in typed) return sendPage(reply, <CounterPage config={config} typed={form} error={typed.error} />, 422)
    const { notice, qrAmount } = typed
    const verified = await node.verify(notice)
    if (verified.outcome === 'refused') return sendPage(reply, <FaultPage notice={notice} fault={verified.fault} />)
    return sendPage(reply, <OfferPage notice={notice} offer={verified.offer} qrAmount={qrAmount} />)
  })

  app.post('/sportello/paga', async (request, reply) => {
    const form = fieldsOf(request.body)
    const typed = readNotice(form)
    if ('error' in typed) return sendPage(reply, <CounterPage config={config} typed={form} error={typed.error} />, 422)
    const fee = parseEuro(form['fee'] ?? '0')
    if (fee === undefined)
      return sendPage(reply, <CounterPage config={config} typed={form} error={text.wrongFee} />, 422)
    const { notice } = typed
    const amount = Number(form['amount'])
    const activated = await node.activate({
      ...notice,
      ...(Number.isSafeInteger(amount) && amount > 0 ? { amount } : {}),
      ...(form['transferType'] === 'POSTAL' || form['transferType'] === 'PAGOPA'
        ? { transferType: form['transferType'] }
        : {}),
      expirationMs: bench.timing.counterTokenMs,
    })
    if (activated.outcome === 'refused') return sendPage(reply, <FaultPage notice={notice} fault={activated.fault} />)
    return settle(bench, reply, form, activated.activation, fee)
  })

  app.get('/sportello/pagamenti/:id', (request, reply) => {
    const receipt = node.findReceipt(textIdOf(request))
    if (!receipt) return sendPage(reply, <UnknownReceiptPage />, 404)
    const deliveries = bench.receipts.deliveries({ receiptId: receipt.receiptId })
    return sendPage(reply, <PaidPage receipt={receipt} deliveries={deliveries} />)
  })
}

/** The three ways in which what was begun at a counter may end. */
async function settle(bench: Bench, reply: Reply, form: Form, activation: Activation, fee: number): Promise<Reply> {
  const { node } = bench
  if (form['action'] === 'abandon') return sendPage(reply, <ActivatedPage notice={activation} isReleased={false} />)
  if (form['action'] === 'refuse') {
    node.release(activation)
    return sendPage(reply, <ActivatedPage notice={activation} isReleased />)
  }
  const payer = readPayer(form)
  const paid = node.pay([activation], { psp: COUNTER_PSP, paymentMethod: 'cash', fee, ...(payer ? { payer } : {}) })
  if (paid.outcome === 'refused') return sendPage(reply, <FaultPage notice={activation} fault={paid.fault} />)
  await carryOut(readReceiptPlan(form), paid.receipts, bench)
  return reply.redirect(`/sportello/pagamenti/${activation.token}`, 303)
}

function readNotice(form: Form): Typed {
  const qr = form['qr']?.trim() ?? ''
  if (qr !== '') {
    const code = parseQrCode(qr)
    if (!code) return { error: text.wrongQr }
    const { noticeNumber, fiscalCode, amount } = code
    return { notice: { noticeNumber, fiscalCode }, qrAmount: amount }
  }
  const noticeNumber = withoutSeparators(form['noticeNumber'] ?? '')
  const fiscalCode = withoutSeparators(form['fiscalCode'] ?? '')
  if (!isNoticeNumber(noticeNumber)) return { error: text.wrongNotice }
  return isInstitutionCode(fiscalCode) ? { notice: { noticeNumber, fiscalCode } } : { error: text.wrongInstitution }
}

/** Who says no name has no place in the receipt; who says no code is anonymous. */
function readPayer(form: Form): Subject | undefined {
  const fullName = (form['payerName'] ?? '').trim().slice(0, 70)
  if (fullName === '') return undefined
  const code = withoutSeparators(form['payerFiscalCode'] ?? '').toUpperCase()
  const identifier = code.length >= 2 && code.length <= 16 ? code : 'ANONIMO'
  return { type: isInstitutionCode(identifier) ? 'G' : 'F', identifier, fullName }
}
