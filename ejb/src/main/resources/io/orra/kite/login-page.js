/* Looks at the login page, changes nothing, and answers with one JSON text. selectors: by field, best first. */
(selectors) => {
  const visible = (element) =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const all = (selector) => {
    try {
      return Array.from(document.querySelectorAll(selector)).filter(visible);
    } catch (notASelector) {
      return [];
    }
  };
  const first = (field) => {
    for (const selector of selectors[field]) {
      const usable = all(selector).find((element) => !element.readOnly && !element.disabled);
      if (usable) return usable;
    }
    return null;
  };
  const place = (element) => {
    if (!element) return null;
    element.scrollIntoView({block: 'nearest'});
    const box = element.getBoundingClientRect();
    return {
      x: Math.round(box.left + box.width / 2),
      y: Math.round(box.top + box.height / 2),
      length: (element.value || '').length,
    };
  };
  const text = (element) => (element.innerText || element.value || '').trim();

  const password = first('password');
  // While the password field is there, the field called #userid is the user's; afterwards it may be the code's.
  const code = password ? null : first('code');
  const error = all('[class*="error"], [role="alert"], .su-message')
    .map(text)
    .find((words) => words.length > 0);
  const consent =
    !password &&
    !code &&
    all('button, input[type=submit], a.button, a[role=button]').some((button) =>
      /authori[sz]e|allow|accept|approve|consent|permit/i.test(text(button))
    );
  // The broker's app shows codes of its own; a code of an authenticator sent there counts as a wrong entry.
  const labels = code
    ? [code.getAttribute('label'), code.getAttribute('aria-label'), code.placeholder, ...Array.from(code.labels || [], text)]
    : [];
  const captcha = '[id*="captcha" i], [class*="captcha" i], [name*="captcha" i], [src*="captcha" i]';
  return JSON.stringify({
    user: place(password ? first('user') : null),
    password: place(password),
    code: place(code),
    submit: place(first('submit')),
    error: (error || '').slice(0, 300),
    appCode: labels.some((label) => /app code/i.test(label || '')),
    captcha: all(captcha).length > 0,
    consent: consent,
    words: document.body ? document.body.innerText.slice(0, 500) : '',
  });
}
