// Texts that try to run or to fetch something where they are shown: made by rules from elements, events, addresses and ways
// of writing them. Each that runs adds to `globalThis.ran`; each that fetches asks for an address that holds "fetched".

const RUN = 'globalThis.ran=(globalThis.ran||0)+1';
const AWAY = 'https://fetched.invalid/';

const EVENTS = [
  ...['img src=x', 'audio src=x', 'video src=x', 'input type=image src=x', 'object data=x', 'embed src=x', 'link rel=stylesheet href=x', 'script src=x'].map((start) => [start, 'onerror']),
  ...['svg', 'body', 'iframe', 'style', 'img src=data:,'].map((start) => [start, 'onload']),
  ...['input', 'select', 'textarea', 'button', 'a href=x'].map((start) => [`${start} autofocus`, 'onfocus']),
  ['details open', 'ontoggle'], ['marquee', 'onstart'], ['svg><animate attributeName=x dur=1s', 'onbegin'], ['video autoplay', 'onloadstart'],
  ['div style="animation:x 1s"', 'onanimationstart'], ['p popover id=x', 'onbeforetoggle'], ['body', 'onpageshow'], ['body', 'onhashchange'], ['xss', 'onpointerover'],
];
/** Ways of writing one attribute of an element. */
const WRITTEN = [
  ([start, event]) => `<${start} ${event}="${RUN}">`,
  ([start, event]) => `<${start} ${event}=${RUN.replaceAll(' ', '')}>`,
  ([start, event]) => `<${start.toUpperCase()} ${event.toUpperCase()}='${RUN}'/>`,
  ([start, event]) => `<${start}\t${event}\n=\n"${RUN}" `,
  ([start, event]) => `"><${start}/${event}="${RUN}">`,
  ([start, event]) => `</textarea></title></style></script><${start} ${event}="${[...RUN].map((letter) => `&#${letter.codePointAt(0)};`).join('')}">`,
];

const ADDRESSES = [
  `javascript:${RUN}`, ` java\tscript:${RUN}`, `&#106;avascript:${RUN}`, `data:text/html,<script>${RUN}</script>`, `vbscript:${RUN}`, `//fetched.invalid/`, AWAY, `\\\\fetched.invalid\\x`,
];
const HOLDERS = [
  (address) => `<a href="${address}" ping="${AWAY}">a link</a>`, (address) => `<iframe src="${address}"></iframe>`, (address) => `<form action="${address}"><button>x</button></form>`,
  (address) => `<img src="${address}" srcset="${AWAY} 2x">`, (address) => `<link rel="preload stylesheet" href="${address}">`, (address) => `<meta http-equiv=refresh content="0;url=${address}">`,
  (address) => `<object data="${address}"></object>`, (address) => `<base href="${address}">`, (address) => `<svg><use href="${address}"/><a xlink:href="${address}"><text>x</text></a></svg>`,
  (address) => `[a link](${address}) ![a picture](${address})`,
];

const CLASSIC = [
  `<script>${RUN}</script>`, `</script><script>${RUN}</script>`, `<!--><script>${RUN}</script>-->`, `<![CDATA[<script>${RUN}</script>]]>`, `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`, `<svg><style><a id="</style><img src=x onerror=${RUN}>">`, `<template><img src=x onerror=${RUN}></template>`, `<iframe srcdoc="<script>parent.ran=1</script>">`,
  `<style>@import '${AWAY}'; * { background: url(${AWAY}) }</style>`, `<p style="background:url(${AWAY})">`, `<table background="${AWAY}">`, `<video poster="${AWAY}">`, `\u2028<script>${RUN}</script>\u2029`, `\0<scr\0ipt>${RUN}</script>`,
  `%3Cscript%3E${RUN}%3C/script%3E`, `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`, '{{constructor.constructor("globalThis.ran=1")()}}', '${globalThis.ran=1}', `';${RUN};//`, `";${RUN};//`, `*/${RUN}/*`, `__proto__`, `constructor`,
  '=HYPERLINK("https://fetched.invalid/")', '+1+cmd|" /C calc"!A0', '-2+3', '@SUM(1+1)', '\t=1+1', '\r=1+1', ';=1+1', '"=1+1', '=1+1;=2+2', '|calc', '%0A=1+1', '＝1+1', '\ufeff=1+1', ' =1+1',
  '<form><input name=matches><input name=attributes><input name=parentNode></form>', '<img name=getElementById><img name=body><form id=document>',
];

/** @type {string[]} */
export const PAYLOADS = [
  ...new Set([...EVENTS.flatMap((event) => WRITTEN.map((write) => write(event))), ...HOLDERS.flatMap((hold) => ADDRESSES.map(hold)), ...CLASSIC]),
];
