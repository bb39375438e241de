(() => {
  'use strict';

  // Sorting: a click on a column's name orders the rows of each group; what is not known stays last.
  const key = (row, column) => {
    const cell = row.cells[column];
    if (!cell) { return null; }
    if (cell.dataset.value !== undefined) { return Number(cell.dataset.value); }
    const text = cell.textContent.trim();
    return text === '' || text === '–' ? null : text;
  };
  const order = (a, b) => a === null ? (b === null ? 0 : 1) : b === null ? -1
    : typeof a === 'number' ? (typeof b === 'number' ? a - b : -1) : String(a).localeCompare(String(b));

  document.querySelectorAll('table.sortable').forEach(table => {
    const heads = Array.from(table.tHead.rows).pop().cells;
    Array.from(heads).forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        Array.from(heads).forEach(each => each.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        Array.from(table.tBodies).forEach(body => {
          const rows = Array.from(body.rows).filter(row => !row.classList.contains('group'));
          const known = rows.filter(row => key(row, column) !== null);
          const unknown = rows.filter(row => key(row, column) === null);
          known.sort((a, b) => order(key(a, column), key(b, column)) * (down ? -1 : 1));
          body.append(...known, ...unknown);
        });
      });
    });
  });

  // Values: the plot's marks say theirs at once, also to a tap.
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  bubble.setAttribute('role', 'status');
  bubble.hidden = true;
  document.body.append(bubble);
  const hide = () => { bubble.hidden = true; };
  document.querySelectorAll('.mark').forEach(mark => {
    const text = mark.querySelector('title').textContent;
    const show = () => {
      bubble.textContent = text;
      bubble.hidden = false;
      const at = mark.getBoundingClientRect();
      const width = bubble.offsetWidth;
      const left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, document.documentElement.clientWidth - width - 8));
      bubble.style.left = left + window.scrollX + 'px';
      bubble.style.top = at.top + window.scrollY - bubble.offsetHeight - 4 + 'px';
    };
    mark.querySelector('title').remove();
    mark.addEventListener('pointerenter', show);
    mark.addEventListener('pointerdown', show);
    mark.addEventListener('pointerleave', hide);
  });
})();
