/** Forms of a picture's file with how their names end; `measure-…`: the data of a chart. */
export const pictureExtensions = { svg: 'svg', png: 'png', graphml: 'graphml', gexf: 'gexf', dot: 'dot', cyjs: 'cyjs', json: 'json', 'nodes-csv': 'csv', 'edges-csv': 'csv', 'measure-csv': 'csv', 'measure-json': 'json' } as const;

export type PictureFormat = keyof typeof pictureExtensions;

export const pictureFormats = Object.keys(pictureExtensions) as readonly PictureFormat[];
