export { type RasterOptions, type RasterPicture, rasterPage } from './raster-page.ts'
