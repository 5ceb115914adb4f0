import type { ComponentChildren } from 'preact'
import type { SimulatorConfig } from './config.ts'
import { text } from './bench.text.ts'
import { BenchPage, Field, Message, Select } from './layout.tsx'
import { listStations } from './routing.ts'
import { CHECKOUT_STATES, RECEIPT_VERSIONS, SMTP_STATES, type Switches } from './switches.ts'

type Props = { config: SimulatorConfig; switches: Switches; error?: string }

export function SwitchesPage({ config, switches, error }: Props) {
  const stations = listStations(config).map(({ station, institution }): [string, string] => [
    station.stationId,
    `${station.stationId} – ${institution.name}`,
  ])
  const institutions = config.institutions.map(({ fiscalCode, name }): [string, string] => [fiscalCode, name])
  return (
    <BenchPage title={text.title} at="bench">
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {error && <Message tone="bad">{error}</Message>}
      <SwitchesForm switches={switches} stations={stations} />
      <h2>{text.commands}</h2>
      <div class="columns">
        <Command action="sonda" words={text.probe}>
          <Select name="stationId" label={text.station} options={stations} />
        </Command>
        <Command action="paga-due-volte" words={text.payTwice}>
          <NoticeFields institutions={institutions} />
        </Command>
        <Command action="ricevuta-sconosciuta" words={text.unknownReceipt}>
          <Select name="stationId" label={text.station} options={stations} />
        </Command>
        <Command action="ricevuta-altrui" words={text.broadcast}>
          <Select name="fiscalCode" label={text.recipient} options={institutions.toReversed()} />
        </Command>
        <Command action="spontaneo" words={text.demand}>
          <Select name="stationId" label={text.station} options={stations} />
          <div class="pair">
            <Field name="idServizio" label={text.idServizio} value="00005" />
            <Field name="idSoggettoServizio" label={text.idSoggettoServizio} value="00001" />
          </div>
          <Field name="serviceXml" label={text.serviceXml} value={text.sampleService} />
        </Command>
        <Command action="dimentica" words={text.forget}>
          <NoticeFields institutions={institutions} />
        </Command>
        <form method="post" class="card">
          <h3>{text.endings.title}</h3>
          <p>{text.endings.hint}</p>
          <div class="buttons">
            <button formAction="/banco/fine-carrelli">{text.endings.carts}</button>
            <button formAction="/banco/fine-token">{text.endings.tokens}</button>
          </div>
        </form>
      </div>
    </BenchPage>
  )
}

type Options = [string, string][]

function SwitchesForm({ switches, stations }: { switches: Switches; stations: Options }) {
  return (
    <form method="post" action="/banco/interruttori" class="card">
      <h2>{text.switches}</h2>
      <div class="grid level">
        <Field name="nodeDelayMs" label={text.nodeDelayMs} value={String(switches.nodeDelayMs)} inputMode="numeric" />
        <Select
          name="unreachableStation"
          label={text.unreachableStation}
          value={switches.unreachableStation}
          options={[['', text.none], ['*', text.all], ...stations]}
        />
        <Select
          name="checkout"
          label={text.checkout}
          value={switches.checkout}
          options={CHECKOUT_STATES.map((state) => [state, text.checkoutStates[state]])}
        />
        <Select
          name="smtp"
          label={text.smtp}
          value={switches.smtp}
          options={SMTP_STATES.map((state) => [state, text.smtpStates[state]])}
        />
        <Select
          name="receiptsPaused"
          label={text.receiptsPaused}
          value={String(switches.receiptsPaused)}
          options={Object.entries(text.receiptsPausedStates)}
        />
        <Select
          name="receiptVersion"
          label={text.receiptVersion}
          value={switches.receiptVersion}
          options={RECEIPT_VERSIONS.map((version) => [version, text.receiptVersions[version]])}
        />
        <Select
          name="cancelFreesNotice"
          label={text.cancelFreesNotice}
          value={String(switches.cancelFreesNotice)}
          options={Object.entries(text.cancelStates)}
        />
      </div>
      <div class="buttons">
        <button class="primary">{text.turn}</button>
        <button formAction="/banco/azzera">{text.reset}</button>
      </div>
    </form>
  )
}

type Words = { title: string; hint: string; press: string }

function Command({ action, words, children }: { action: string; words: Words; children: ComponentChildren }) {
  return (
    <form method="post" action={`/banco/${action}`} class="card">
      <h3>{words.title}</h3>
      <p>{words.hint}</p>
      {children}
      <button>{words.press}</button>
    </form>
  )
}

function NoticeFields({ institutions }: { institutions: Options }) {
  return (
    <>
      <Field name="noticeNumber" label={text.noticeNumber} inputMode="numeric" />
      <Select name="fiscalCode" label={text.fiscalCode} options={institutions} />
    </>
  )
}
