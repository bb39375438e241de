using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>Flow records by number, in pages: growth copies none, and a reference to one stays valid.</summary>
internal sealed class FlowPages
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private FlowRecord[][] _pages = [];

    /// <summary>Records from number 0 on.</summary>
    public int Count { get; private set; }

    /// <param name="at">Below <see cref="Count"/>. That is not looked at: the length of a page would be a cache miss of its own.</param>
    public ref FlowRecord this[int at]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_pages[at >> PageBits]), at & PageSize - 1);
    }

    /// <summary>Calls <paramref name="action"/> with every record that holds a flow, in the order of their places in memory.</summary>
    public void ForEach(FlowAction action)
    {
        for (var at = 0; at < Count; at++)
        {
            ref var flow = ref this[at];
            if (flow.Frames > 0)
                action(at, ref flow);
        }
    }

    public delegate void FlowAction(int number, ref FlowRecord flow);

    /// <returns>The number of one record more, which is all zeros.</returns>
    public int Add()
    {
        var page = Count >> PageBits;
        if (page == _pages.Length)
            Array.Resize(ref _pages, Math.Max(4, page * 2));
        _pages[page] ??= new FlowRecord[PageSize];
        return Count++;
    }
}
