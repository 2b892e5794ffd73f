// Fits texts into their boxes and finds those that do not fit. Runs in the page, whose own scripts are off; it writes
// texts and sizes only, never HTML. Elements that a template names "forms" or "createRange" hide the document's own
// members of these names, so these are taken from the prototype.
//
// With rows null, fits what has data-fit and returns the names of what had to be cut. With rows, puts each row's texts
// in the place of their marks and returns [row, name, cut] for each text that does not fit.
(rows) => {
  const markStart = '\uFDD0';
  const mark = /\uFDD0(\d+)\uFDD1/;
  const smallest = 6;
  const precision = 0.5;
  const longestText = 4000;
  const poster = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };

  const pixels = (text) => Number.parseFloat(text) || 0;
  const select = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
  const textsIn = (root) => {
    const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };

  /** The element whose box a text lies in. */
  const boxOf = (element) => {
    let box = element;
    while (box.parentElement && /^(inline|contents)$/.test(getComputedStyle(box).display)) box = box.parentElement;
    return box;
  };

  const clippingBoxes = (element) => {
    const boxes = [];
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (box.localName !== 'body' && (style.overflowX !== 'visible' || style.overflowY !== 'visible')) boxes.push(box);
    }
    return boxes;
  };

  /** Letters may rise above a tight line; that is not too much text. */
  const slackOf = (element) => {
    const style = getComputedStyle(element);
    const line = pixels(style.lineHeight);
    return line ? 1 + Math.max(0, (1.4 * pixels(style.fontSize) - line) / 2) : 1;
  };

  const lies = (text, box, slack) =>
    text.left >= box.left - 1 && text.right <= box.right + 1 && text.top >= box.top - slack && text.bottom <= box.bottom + slack;

  const rectOf = (node) => {
    const range = new Range();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };

  const place = (node, element) => {
    const box = boxOf(element);
    return { node, element, box, clips: clippingBoxes(box) };
  };

  const overflows = ({ node, element, box, clips }) => {
    const text = rectOf(node);
    if (text.width === 0 && text.height === 0) return false;
    // Letters without size are how a design shows an initial only.
    if (pixels(getComputedStyle(element).fontSize) === 0) return false;
    const slack = slackOf(element);
    return (
      box.scrollWidth > box.clientWidth + 1 ||
      (box.clientHeight > 0 && box.scrollHeight > box.clientHeight + slack) ||
      !lies(text, poster, slack) ||
      clips.some((clip) => !lies(text, clip.getBoundingClientRect(), slack))
    );
  };

  /** Shortens the texts to whole letters and an ellipsis; returns how to undo that. */
  const cut = (spot) => {
    const nodes = textsIn(spot.element);
    const whole = nodes.map((node) => node.nodeValue);
    const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    const ends = whole.flatMap((text, node) =>
      [...letters.segment(text.slice(0, longestText))].map(({ index }) => ({ node, index })),
    );
    const keep = (count) => {
      const end = ends[count];
      nodes.forEach((node, number) => {
        const text = whole[number];
        node.nodeValue = number < end.node ? text : number > end.node ? '' : text.slice(0, end.index).trimEnd() + '…';
      });
    };
    let fitting = 0;
    let tooMany = ends.length;
    while (tooMany - fitting > 1) {
      const count = (fitting + tooMany) >> 1;
      keep(count);
      if (overflows(spot)) tooMany = count;
      else fitting = count;
    }
    if (ends.length > 0) keep(fitting);
    return () => nodes.forEach((node, number) => (node.nodeValue = whole[number]));
  };

  const fitted = select('[data-fit],[data-fit-min]').map((element) => {
    const spot = place(element, element);
    const own = pixels(getComputedStyle(element).fontSize);
    const asked = pixels(element.getAttribute('data-fit-min')) || pixels(element.getAttribute('data-fit'));
    return {
      ...spot,
      own,
      floor: Math.min(own, Math.max(smallest, asked || own / 2)),
      name: element.getAttribute('data-fit-of') || `<${element.localName}>`,
    };
  });

  const resize = (spot, size) => spot.element.style.setProperty('font-size', `${size}px`, 'important');

  /** Returns null where the text fits now, otherwise how to undo its cutting. */
  const fit = (spot) => {
    if (!overflows(spot)) return null;
    spot.element.style.setProperty('transition', 'none', 'important');
    resize(spot, spot.floor);
    if (overflows(spot)) return cut(spot);
    let low = spot.floor;
    let high = spot.own;
    while (high - low > precision) {
      const size = (low + high) / 2;
      resize(spot, size);
      if (overflows(spot)) high = size;
      else low = size;
    }
    resize(spot, low);
    return null;
  };

  if (!rows) return JSON.stringify(fitted.filter((spot) => fit(spot)).map(({ name }) => name));

  const marked = textsIn(document.documentElement)
    .filter((node) => node.nodeValue.includes(markStart))
    .map((node) => ({
      ...place(node, node.parentElement),
      parts: node.nodeValue.split(mark).map((part, index) => (index % 2 ? Number(part) : part)),
      // What has no size is not read, such as a name of which only ::first-letter shows.
      alone: pixels(getComputedStyle(node.parentElement).fontSize) > 0 && !fitted.some(({ element }) => element.contains(node)),
    }));
  const findings = [];
  rows.forEach((values, row) => {
    for (const { node, parts } of marked) {
      node.nodeValue = parts.map((part) => (typeof part === 'number' ? values[part] : part)).join('');
    }
    for (const { element } of fitted) element.style.removeProperty('font-size');
    const undo = fitted.map((spot) => {
      const restore = fit(spot);
      if (restore) findings.push([row, spot.name, true]);
      return restore;
    });
    for (const spot of marked) {
      if (spot.alone && overflows(spot)) {
        for (const part of spot.parts) if (typeof part === 'number') findings.push([row, String(part), false]);
      }
    }
    for (const restore of undo) restore?.();
  });
  return JSON.stringify(findings);
}
