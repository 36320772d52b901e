// Comlink's adapter for Node is typed under its name without an ending, which Node does not load.
declare module 'comlink/dist/esm/node-adapter.mjs' {
  export { default } from 'comlink/dist/esm/node-adapter';
}
