/** What `shared/colour` uses of lcms-wasm, which comes without types: pointers are numbers, 0 is failure. */
declare module 'lcms-wasm' {
  export interface Lcms {
    readonly HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _free(pointer: number): void
    _cmsOpenProfileFromMem(pointer: number, bytes: number): number
    _cmsCreate_sRGBProfile(): number
    _cmsCloseProfile(profile: number): number
    _cmsCreateTransform(
      from: number,
      fromFormat: number,
      to: number,
      toFormat: number,
      intent: number,
      flags: number,
    ): number
    _cmsDoTransform(transform: number, from: number, to: number, pixels: number): void
    _cmsDeleteTransform(transform: number): void
    cmsCreateLab4Profile(whitePoint: null): number
    cmsGetColorSpaceASCII(profile: number): string | null
    cmsGetProfileInfoASCII(profile: number, info: number, language: string, country: string): string
  }
  export function instantiate(options?: { locateFile?: (name: string) => string }): Promise<Lcms>
}
