import type { Failure } from '#shared/contract/failure.ts'
import type { BackupReport, LogEntry, Outcome } from './types.ts'
import type { Batch } from './writer.ts'

/** What the main thread asks of the writer, and what it gets back. */
export interface WriterCalls {
  batch: { readonly input: Batch; readonly output: Outcome[] }
  backup: { readonly input: { readonly to: string; readonly at: string }; readonly output: BackupReport }
  close: { readonly input: null; readonly output: null }
}
export type WriterCall = keyof WriterCalls

export type WriterRequest = {
  [C in WriterCall]: { readonly number: number; readonly call: C; readonly input: WriterCalls[C]['input'] }
}[WriterCall]

/** Errors cross as data: what the failure is for the caller, and where it arose for the log. */
export type WorkerAnswer =
  | { readonly number: number; readonly ok: true; readonly value: unknown }
  | { readonly number: number; readonly ok: false; readonly failure: Failure }
  | { readonly log: LogEntry }

/** The answer with this number says that the writer has opened the archive, or why not. */
export const OPENED = 0
