/** The part of the package `hyphen` we use; its own types do not cover the path that Node can load. */
declare module 'hyphen/en-us/index.js' {
  const hyphenation: { hyphenateSync(text: string): string }
  export default hyphenation
}
