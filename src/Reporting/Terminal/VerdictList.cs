using Spectre.Console;
using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Terminal;

/// <summary>The verdicts as sentences, the word in front.</summary>
internal static class VerdictList
{
    public static void Render(SessionRecord record, IReadOnlyList<Headline> headlines, IAnsiConsole console)
    {
        console.WriteLine();
        if (headlines.Count == 0)
        {
            console.WriteLine(SessionWords.WithoutVerdicts(record));
            return;
        }
        var list = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        foreach (var headline in headlines)
            list.AddRow(new Markup(Coloured(headline.Result.Verdict)), new Text(headline.Sentence));
        console.Write(list);
    }

    public static string Coloured(string verdict) => verdict switch
    {
        Verdicts.Slower or Verdicts.More => $"[darkorange]{verdict}[/]",
        Verdicts.Faster or Verdicts.Less => $"[deepskyblue3]{verdict}[/]",
        Verdicts.Equal => $"[green]{verdict}[/]",
        _ => $"[grey]{Markup.Escape(verdict)}[/]",
    };
}
