/** Where every address of the API begins. */
export const apiRoot = '/api/v1';
