import { DEFAULT_PREFERENCES } from '../../src/messages/message.ts'
import { PreferencesPage, type PreferencesPageProps } from '../../src/messages/preferences.page.tsx'
import { StopPage } from '../../src/messages/stop.page.tsx'
import { anonymous, roccaverde, signedIn, test } from './data.ts'

const preferences: PreferencesPageProps = {
  frame: signedIn(roccaverde),
  preferences: DEFAULT_PREFERENCES,
  isRecognised: true,
  calendarUrl: undefined,
  operationId: '019a0000-0000-7000-8000-000000000000',
  done: undefined,
}
const calendarUrl = `https://pagamenti.roccaverde.example/roccaverde/calendario/${'Ab3-'.repeat(10)}xyz`
const token = 'A'.repeat(43)

export const messageStates = {
  preferenze: <PreferencesPage {...preferences} />,
  'preferenze-salvate': (
    <PreferencesPage
      {...preferences}
      frame={signedIn(test)}
      preferences={{ wantsNewPositions: false, wantsPayments: true, attachesReceipt: true, reminderDays: [30, 1] }}
      done="saved"
    />
  ),
  'preferenze-non-riconosciuto': <PreferencesPage {...preferences} isRecognised={false} />,
  'preferenze-calendario': <PreferencesPage {...preferences} calendarUrl={calendarUrl} done="opened" />,
  'preferenze-calendario-chiuso': <PreferencesPage {...preferences} done="closed" />,
  'messaggi-ferma': <StopPage frame={anonymous(roccaverde)} state={{ kind: 'ready', token, message: 'reminder' }} />,
  'messaggi-fermati': <StopPage frame={anonymous(roccaverde)} state={{ kind: 'done' }} />,
  'messaggi-link-sbagliato': <StopPage frame={anonymous(roccaverde)} state={{ kind: 'unknown' }} />,
}
