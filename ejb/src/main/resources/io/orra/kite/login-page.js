// Looks at the login page and changes nothing. arguments[0]: selectors by field, best first.
const selectors = arguments[0];
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
    const usable = all(selector).find((element) => !element.readOnly);
    if (usable) return usable;
  }
  return null;
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
return {
  user: password ? first('user') : null,
  password: password,
  code: code,
  submit: first('submit'),
  error: (error || '').slice(0, 300),
  captcha:
    all('[id*="captcha" i], [class*="captcha" i], [name*="captcha" i], [src*="captcha" i]').length > 0,
  consent: consent,
  words: document.body ? document.body.innerText.slice(0, 500) : '',
};
