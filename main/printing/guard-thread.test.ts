import { afterAll, describe, expect, test } from 'vitest'
import { FailureError } from '#shared/contract/failure.ts'
import { startGuard } from './guard-thread.ts'

const guarding = startGuard()
afterAll(() => guarding.close())

describe('the tail guard in its own thread', () => {
  test('a file nobody can read is refused with a failure, and the thread goes on', async () => {
    const unreadable = { pdf: new Uint8Array([1, 2, 3]), pages: [1], stories: [], expected: [] }
    for (let i = 0; i < 2; i++) {
      await expect(guarding.guard(unreadable)).rejects.toMatchObject({ failure: { code: 'INTERNAL' } })
    }
  })
  test('whoever still waits when the thread is closed is told', async () => {
    const closing = startGuard()
    const asked = closing.guard({ pdf: new Uint8Array([1]), pages: [1], stories: [], expected: [] })
    const told = expect(asked).rejects.toBeInstanceOf(FailureError)
    await closing.close()
    await told
  })
})
