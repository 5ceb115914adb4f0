/**
 * Loaded before every test file: the same properties are asked the same questions each time, so that a red run says
 * something about the change and can be repeated. `PROPERTY_SEED=random` (or a number) asks others.
 */
import fc from 'fast-check'

const asked = process.env['PROPERTY_SEED'] ?? '20261124'
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) })
