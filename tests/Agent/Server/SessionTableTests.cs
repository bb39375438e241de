using CsCheck;
using Wiretax.Agent;
using Wiretax.Agent.Server;

namespace Wiretax.Tests.Agent.Server;

public sealed class SessionTableTests
{
    private const string Certificate = "0123";

    [Fact]
    public void A_call_is_admitted_exactly_when_its_number_is_larger_than_all_before_it() =>
        Gen.Long[-3, 12].Array[0, 40].Sample(numbers =>
        {
            var sessions = new SessionTable(new StoppedClock());
            var id = sessions.Open(Certificate);
            long largest = 0;
            foreach (var number in numbers)
            {
                var expected = number > largest ? SessionVerdict.Admitted : SessionVerdict.Replayed;
                Assert.Equal(expected, sessions.Admit(id, Certificate, number));
                largest = Math.Max(largest, number);
            }
        });

    [Fact]
    public void Ids_are_not_given_twice()
    {
        var sessions = new SessionTable(new StoppedClock());

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => sessions.Open(Certificate)).Distinct().Count());
    }

    [Fact]
    public void When_there_are_too_many_the_one_that_was_idle_for_longest_is_forgotten()
    {
        var clock = new StoppedClock();
        var sessions = new SessionTable(clock);
        var opened = Enumerable.Range(0, AgentLimits.MaxSessions).Select(_ =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return sessions.Open(Certificate);
        }).ToList();
        Assert.Equal(SessionVerdict.Admitted, sessions.Admit(opened[0], Certificate, 1));

        clock.Advance(TimeSpan.FromSeconds(1));
        sessions.Open(Certificate);

        Assert.Equal(SessionVerdict.Admitted, sessions.Admit(opened[0], Certificate, 2));
        Assert.Equal(SessionVerdict.UnknownSession, sessions.Admit(opened[1], Certificate, 1));
        Assert.Equal(SessionVerdict.Admitted, sessions.Admit(opened[2], Certificate, 1));
    }

    [Fact]
    public void A_session_without_a_call_for_long_is_forgotten()
    {
        var clock = new StoppedClock();
        var sessions = new SessionTable(clock);
        var idle = sessions.Open(Certificate);

        clock.Advance(AgentLimits.SessionIdleTimeout + TimeSpan.FromSeconds(1));

        Assert.Equal(SessionVerdict.UnknownSession, sessions.Admit(idle, Certificate, 1));
    }
}
