"""The units that news measures in, each with what it is worth in the base unit of its kind.

The factors are the exact ones of NIST Special Publication 811, appendix B. Where one word stands for several units
("gallon": US or imperial; "ton": short, metric or long) both ends are kept, so that a conversion never decides between
them. Months are kept apart from days, since how many days one has depends on which.
"""

from __future__ import annotations

from dataclasses import dataclass

TEMPERATURE, WARMING = "°C", "°C more"
"""How warm it is, and by how much warmer: 10 °C is 50 °F, but 10 °C warmer is 18 °F warmer."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One of it is between ``least`` and ``most`` of the unit ``base``; ``zero`` is where its scale begins there.

    ``per`` is the time in which it is measured, where its name says so ("mph": hour).
    """

    base: str
    least: float
    most: float
    zero: float = 0.0
    per: str | None = None


_TABLE = """
m   0.001                   millimetre millimetres millimeter millimeters mm
m   0.01                    centimetre centimetres centimeter centimeters cm
m   1                       metre metres meter meters
m   1000                    kilometre kilometres kilometer kilometers km kms
m   0.0254                  inch inches
m   0.3048                  foot feet ft
m   0.9144                  yard yards
m   1609.344                mile miles
m   1852                    nautical_mile nautical_miles
m²  1                       square_metre square_metres square_meter square_meters sq_m m²
m²  1e6                     square_kilometre square_kilometres square_kilometer square_kilometers sq_km km²
m²  0.09290304              square_foot square_feet sq_ft
m²  2589988.110336          square_mile square_miles sq_mi
m²  1e4                     hectare hectares ha
m²  4046.8564224            acre acres
l   0.001                   millilitre millilitres milliliter milliliters ml
l   1                       litre litres liter liters
l   1000                    cubic_metre cubic_metres cubic_meter cubic_meters m³
l   28.316846592            cubic_foot cubic_feet
l   3.785411784-4.54609     gallon gallons
kg  0.001                   gram grams gramme grammes
kg  1                       kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs
kg  0.028349523125          ounce ounces oz
kg  0.45359237              lb lbs
kg  1000                    tonne tonnes metric_ton metric_tons
kg  907.18474-1016.0469088  ton tons
s   1                       seconds
s   60                      minute minutes
s   3600                    hour hours
s   86400                   day days
s   604800                  week weeks
mo  1                       month months
mo  12                      year years
mo  120                     decade decades
mo  1200                    century centuries
W   1                       watt watts
W   1e3                     kilowatt kilowatts kW
W   1e6                     megawatt megawatts MW
W   1e9                     gigawatt gigawatts GW
Wh  1e3                     kilowatt-hour kilowatt-hours kilowatt_hours kWh
Wh  1e6                     megawatt-hour megawatt-hours megawatt_hours MWh
Wh  1e9                     gigawatt-hour gigawatt-hours gigawatt_hours GWh
"""
POUND = Unit("kg", 0.45359237, 0.45359237)
"""A pound of weight; which of its two pounds a text means, its words must tell."""


def _read(table: str) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for row in table.strip().splitlines():
        base, worth, *names = row.split()
        least, _, most = worth.partition("-")
        units |= {name.replace("_", " ").casefold(): Unit(base, float(least), float(most or least)) for name in names}
    return units


UNITS = _read(_TABLE) | {
    "mph": Unit("m", 1609.344, 1609.344, per="hour"),
    "kph": Unit("m", 1000, 1000, per="hour"),
    "km/h": Unit("m", 1000, 1000, per="hour"),
    "knots": Unit("m", 1852, 1852, per="hour"),
}
"""Units by each of their names, in small letters."""
DEGREES = {"c": Unit(TEMPERATURE, 1, 1), "f": Unit(TEMPERATURE, 5 / 9, 5 / 9, zero=-160 / 9)}
"""The two scales of temperature, by their first letters."""
UNIT_WORDS = frozenset(word for name in UNITS for word in name.split()) | frozenset(
    "c f celsius fahrenheit centigrade degree degrees pound pounds".split()
)
"""The words of all units, in small letters: behind a number they belong to it, elsewhere ("the yards") seldom."""
