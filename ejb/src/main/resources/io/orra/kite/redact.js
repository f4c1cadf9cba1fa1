/* Blanks what a person typed and what names them, before a picture is taken. word: the user id. */
(word) => {
  const style = document.createElement('style');
  style.textContent =
    'input, textarea, select { color: transparent !important; caret-color: transparent !important;' +
    ' -webkit-text-fill-color: transparent !important; background: #999 !important; }';
  document.documentElement.appendChild(style);
  const named = new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.parentElement && /^(STYLE|SCRIPT)$/.test(node.parentElement.tagName)) continue;
    const hidden = node.data
      .replace(named, '•'.repeat(word.length))
      .replace(/[0-9]{3,}/g, (digits) => '•'.repeat(digits.length))
      .replace(/[^\s@]+@[^\s@]+/g, '•••');
    if (hidden !== node.data) node.data = hidden;
  }
  return 'done';
}
